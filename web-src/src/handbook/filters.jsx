// The search field and the filters of the handbook.
import { useLayoutEffect, useRef } from "preact/hooks";

const PARTS = { mend: "要留意的", praise: "说得好的" };

export function Filters({ wanted, onWant, words, count }) {
  const set = (key) => (value) => onWant({ ...wanted, [key]: value });
  return (
    <>
      <Search query={wanted.query} onQuery={set("query")} />
      <div class="filters">
        <Choice title="类别" options={PARTS} value={wanted.part} onChoose={set("part")} />
        <Choice title="级别" options={words.severity} value={wanted.severity} onChoose={set("severity")} />
        <Choice title="维度" options={words.dimension} value={wanted.dimension} onChoose={set("dimension")} />
      </div>
      <p class="handbook-count" role="status">
        {count.guidelines ? `${count.guidelines} 条准则，${count.rules} 条规则` : "没有找到"}
      </p>
    </>
  );
}

function Search({ query, onQuery }) {
  const field = useRef(null);
  useLayoutEffect(() => {
    const onKey = (event) => {
      if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
      if (event.target.closest("input, textarea, select, [contenteditable], dialog")) return;
      event.preventDefault();
      field.current.focus();
      field.current.select();
    };
    addEventListener("keydown", onKey);
    return () => removeEventListener("keydown", onKey);
  }, []);
  const onKeyDown = (event) => {
    if (event.isComposing) return;
    if (event.key === "Escape" && query) {
      event.preventDefault();
      onQuery("");
    } else if (event.key === "ArrowDown" || event.key === "Enter") {
      event.preventDefault();
      document.querySelector(".entry-link")?.focus();
    }
  };
  return (
    <div class="search" role="search">
      <input
        ref={field}
        class="field"
        type="search"
        placeholder="搜一句话、一个词，比如“但是”“稍后”"
        aria-label="搜索规则"
        value={query}
        onInput={(event) => onQuery(event.currentTarget.value)}
        onKeyDown={onKeyDown}
      />
      <kbd aria-hidden="true">/</kbd>
    </div>
  );
}

function Choice({ title, options, value, onChoose }) {
  return (
    <div class="choice" role="group" aria-label={title}>
      <span class="choice-title" aria-hidden="true">
        {title}
      </span>
      {Object.entries({ "": "全部", ...options }).map(([name, word]) => (
        <button key={name} type="button" aria-pressed={name === value} onClick={() => onChoose(name)}>
          {word}
        </button>
      ))}
    </div>
  );
}
