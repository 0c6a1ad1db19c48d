// One rule: what it looks for, why, what to say instead, its examples, its wordings, where it comes from.
import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import { get } from "../parts/api.js";
import { Found } from "../parts/found.jsx";
import { wordings } from "./example.js";
import { Examples, Wordings } from "./examples.jsx";

/** `name` is what the address says; `found` the entry and rule it means, or null. */
export function RulePage({ name, found, names, words, go }) {
  const heading = useRef(null);
  const told = useTold(name, found, go);
  const close = () => {
    const entry = found?.entry.id;
    go("");
    requestAnimationFrame(() => entry && document.querySelector(`[data-entry="${CSS.escape(entry)}"]`)?.focus());
  };
  useLayoutEffect(() => {
    const onKey = (event) => {
      if (event.key !== "Escape" || event.defaultPrevented || event.isComposing) return;
      if (!document.querySelector("dialog[open]")) close();
    };
    addEventListener("keydown", onKey);
    return () => removeEventListener("keydown", onKey);
  });
  useEffect(() => {
    const narrow = matchMedia("(max-width: 899px)").matches;
    if (narrow) scrollTo(0, 0);
    heading.current?.focus({ preventScroll: !narrow });
    if (heading.current) heading.current.closest(".rule").scrollTop = 0;
  }, [found?.rule.id]);

  return (
    <article class="rule panel" aria-labelledby="rule-title">
      <button class="button rule-close" data-kind="quiet" type="button" onClick={close}>
        <svg viewBox="0 0 16 16" width="13" height="13" aria-hidden="true" fill="none" stroke="currentColor">
          <path d="M10 3L5 8l5 5" stroke-width="1.7" stroke-linecap="round" stroke-linejoin="round" />
        </svg>
        回到手册
      </button>
      {found ? (
        <Body entry={found.entry} rule={found.rule} told={told.rule} names={names} words={words} heading={heading} />
      ) : (
        <Missing name={name} isLooking={told.isLooking} heading={heading} />
      )}
    </article>
  );
}

function Body({ entry, rule, told, names, words, heading }) {
  const passages = [
    ["看什么", rule.what],
    ["为什么", rule.why],
    ["怎么说好", rule.instead],
  ];
  const shown = wordings(told?.suggest);
  return (
    <>
      <header class="rule-head">
        <p class="rule-levels">
          {rule.praise ? (
            <span class="level" data-level="praise">
              说得好
            </span>
          ) : (
            rule.severities.map((level) => (
              <span key={level} class="level" data-level={level}>
                {names.severity[level]}
              </span>
            ))
          )}
          <span>{names.dimension[rule.dimension] ?? ""}</span>
          {rule.family && <span>{names.family[rule.family]}</span>}
        </p>
        <h2 id="rule-title" ref={heading} tabIndex={-1}>
          <Found text={rule.title} words={words} />
        </h2>
      </header>
      <dl class="rule-words">
        {passages.map(
          ([title, text]) =>
            text && (
              <div key={title} data-passage={title}>
                <dt>{title}</dt>
                <dd>
                  <Found text={text} words={words} />
                </dd>
              </div>
            ),
        )}
      </dl>
      <Examples rule={rule} words={words} />
      {shown.length > 0 && <Wordings wordings={shown} />}
      <Siblings entry={entry} rule={rule} />
      <footer class="rule-foot">
        {rule.source && <p>出处：{rule.source}</p>}
        <p>
          编号：<code>{rule.id}</code>
        </p>
      </footer>
    </>
  );
}

/** The other rules of the same guideline. */
function Siblings({ entry, rule }) {
  if (entry.rules.length < 2) return null;
  return (
    <nav class="rule-siblings" aria-label="同一条准则的规则">
      <h3>同一条准则有 {entry.rules.length} 种看法</h3>
      <ul>
        {entry.rules.map((one) => (
          <li key={one.id}>
            <a href={`#${one.id}`} aria-current={one.id === rule.id ? "true" : undefined}>
              <code>{one.id.split("/").at(-1)}</code>
              {one.what !== rule.what && <span>{one.what}</span>}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}

function Missing({ name, isLooking, heading }) {
  return (
    <div class="rule-missing" role="status">
      <h2 id="rule-title" ref={heading} tabIndex={-1}>
        {isLooking ? "正在找…" : "没有这条规则"}
      </h2>
      {!isLooking && (
        <p class="soft">
          “{name}”可能改了名字，或者这里没有开它所在的规则包。左边是现在开着的全部规则。
        </p>
      )}
    </div>
  );
}

/** The rule by itself, with its suggestions; an old id leads to the new one. */
function useTold(name, found, go) {
  const [told, setTold] = useState({ name: "", rule: null, isLooking: true });
  const id = found?.rule.id ?? name;
  useEffect(() => {
    let isLeft = false;
    setTold({ name: id, rule: null, isLooking: true });
    get(`/api/rules/${id.split("/").map(encodeURIComponent).join("/")}`)
      .then(({ rule }) => {
        if (isLeft) return;
        setTold({ name: id, rule, isLooking: false });
        if (!found) go(rule.id, { replace: true });
      })
      .catch(() => isLeft || setTold({ name: id, rule: null, isLooking: false }));
    return () => {
      isLeft = true;
    };
  }, [id]);
  return told.name === id ? told : { rule: null, isLooking: true };
}
