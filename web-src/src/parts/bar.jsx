// The bar on top of every page.

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

/** The name, the links to all pages, and on the right what a page wants to say there. */
export function Bar({ children }) {
  return (
    <header class="bar">
      <a class="bar-name" href="/">
        <img src="/static/icon.svg" alt="" />
        回复教练
      </a>
      <nav class="bar-links" aria-label="页面">
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
      <div class="bar-end">{children}</div>
    </header>
  );
}
