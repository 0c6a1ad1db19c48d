// The list: guidelines under their packs, each a link that opens it.
import { useEffect, useRef } from "preact/hooks";
import { Found } from "../parts/found.jsx";
import { around } from "../parts/seek.js";
import { placed } from "./example.js";

export function List({ sections, words, names, current, onReset }) {
  if (!sections.length) {
    return (
      <div class="list-empty">
        <p>没有找到这样的规则。换个词，或者放宽筛选试试。</p>
        <button class="button" type="button" onClick={onReset}>
          看全部
        </button>
      </div>
    );
  }
  const parts = [
    ["要留意的说法", sections.filter((one) => !one.praise)],
    ["值得多说的话", sections.filter((one) => one.praise)],
  ];
  return (
    <nav class="list" aria-label="规则" onKeyDown={walk}>
      {parts.map(
        ([title, own]) =>
          own.length > 0 && (
            <section key={title} aria-label={title}>
              <h2>{title}</h2>
              {own.map((section) => (
                <Section key={section.pack} section={section} words={words} names={names} current={current} />
              ))}
            </section>
          ),
      )}
    </nav>
  );
}

function Section({ section, words, names, current }) {
  return (
    <div class="pack" id={anchorOf(section)}>
      <h3>
        {section.title} <span class="pack-count">{section.entries.length}</span>
      </h3>
      <ul class="panel">
        {section.entries.map((entry) => (
          <Entry key={entry.id} entry={entry} words={words} names={names} isCurrent={current?.entry.id === entry.id} />
        ))}
      </ul>
    </div>
  );
}

function Entry({ entry, words, names, isCurrent }) {
  const { hit } = entry;
  const link = useRef(null);
  useEffect(() => {
    if (isCurrent) link.current.scrollIntoView({ block: "nearest" });
  }, [isCurrent]);
  const target = hit && words.length ? hit.rule : entry.rules[0].id;
  return (
    <li class="entry" data-current={isCurrent || undefined}>
      <a ref={link} class="entry-link" href={`#${target}`} aria-current={isCurrent ? "true" : undefined} data-entry={entry.id}>
        <span class="entry-title">
          <Found text={entry.title} words={words} />
        </span>
        <Levels entry={entry} names={names} />
        <span class="entry-what">
          <Found text={entry.what} words={words} />
        </span>
        {hit && !["标题", "看什么"].includes(hit.where) && (
          <span class="entry-hit">
            {hit.where}：<Found text={around(hit.text, words)} words={words} />
          </span>
        )}
      </a>
      <Printed entry={entry} />
    </li>
  );
}

/** How grave it is and which side of service it is about, in small words. */
function Levels({ entry, names }) {
  const level = entry.severities[0];
  return (
    <span class="entry-levels">
      {level && (
        <span class="level" data-level={level}>
          {names.severity[level]}
        </span>
      )}
      <span>{names.dimension[entry.dimension] ?? ""}</span>
      {entry.rules.length > 1 && <span>{entry.rules.length} 种</span>}
    </span>
  );
}

/** What is on paper only, where nothing can be opened. */
function Printed({ entry }) {
  const example = entry.rules.flatMap((rule) => rule.examples ?? []).find((one) => one.flag && (entry.praise || one.better));
  const { before, marked, after } = placed(example?.flag ?? "");
  return (
    <div class="printed" aria-hidden="true">
      {entry.why && <p>为什么：{entry.why}</p>}
      {entry.instead && <p>怎么说好：{entry.instead}</p>}
      {example && (
        <p>
          例：{before}
          <u>{marked}</u>
          {after}
          {example.better && `　→　${example.better}`}
        </p>
      )}
    </div>
  );
}

/** Where a section stands, for the overview to lead to. */
export function anchorOf({ pack, praise }) {
  return `pack-${praise ? "praise" : "mend"}-${pack}`;
}

/** Up and down go from one entry to the next; from the first one up to the search field. */
function walk(event) {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (!step || event.altKey || event.ctrlKey || event.metaKey) return;
  const links = [...event.currentTarget.querySelectorAll(".entry-link")];
  const at = links.indexOf(document.activeElement);
  if (at < 0) return;
  event.preventDefault();
  (links[at + step] ?? (step < 0 ? document.querySelector(".search .field") : links[at])).focus();
}
