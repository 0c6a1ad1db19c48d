// What stands beside the list while nothing is open: the packs, with how much each holds.
import { anchorOf } from "./list.jsx";

export function Overview({ sections }) {
  return (
    <aside class="overview panel" aria-label="目录">
      <h2>目录</h2>
      <p class="soft">每条准则都说清看什么、为什么、怎么说更好，后面是例子。点开一条看看。</p>
      <ul>
        {sections.map((section) => (
          <li key={anchorOf(section)}>
            <button type="button" onClick={() => lead(section)}>
              <span>{section.title}</span>
              <span class="overview-count">{section.entries.length} 条</span>
            </button>
          </li>
        ))}
      </ul>
      <p class="soft small overview-keys">
        <kbd>/</kbd> 搜索　<kbd>↑</kbd> <kbd>↓</kbd> 逐条走　<kbd>Esc</kbd> 关掉打开的一条
      </p>
    </aside>
  );
}

function lead(section) {
  const place = document.getElementById(anchorOf(section));
  place?.scrollIntoView({ block: "start" });
  place?.querySelector(".entry-link")?.focus({ preventScroll: true });
}
