// The bar on top of every page.
import { useEffect, useRef } from "preact/hooks";
import { Connect } from "./connect.jsx";

const LINKS = [
  ["/", "写回复"],
  ["/mini", "小窗"],
  ["/rules", "规则手册"],
  ["/summary", "本班小结"],
  ["/feedback", "反馈"],
  ["/studio", "规则工作室"],
];

const MINI = "/mini";

/** Open the small window beside this one; where the browser allows none, the link leads there. */
function openMini(event) {
  if (window.open(MINI, "coach-mini", "popup,width=380,height=560")) event.preventDefault();
}

/** The name, the links to all pages, on the right what a page wants to say there, and the extension's door. */
export function Bar({ children }) {
  const links = useRef(null);
  useEffect(() => {
    const current = links.current.querySelector("[aria-current]");
    if (current) links.current.scrollLeft = current.offsetLeft + current.offsetWidth - links.current.clientWidth;
  }, []);
  return (
    <header class="bar">
      <a class="bar-name" href="/">
        <img src="/static/icon.svg" alt="" />
        回复教练
      </a>
      <nav class="bar-links" aria-label="页面" ref={links}>
        {LINKS.map(([path, name]) => (
          <a
            key={path}
            href={path}
            aria-current={path === location.pathname ? "page" : undefined}
            onClick={path === MINI ? openMini : undefined}
          >
            {name}
          </a>
        ))}
      </nav>
      <div class="bar-end">
        {children}
        <Connect />
      </div>
    </header>
  );
}
