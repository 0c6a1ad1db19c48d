// A shift's own summary: what was noticed, what was taken, what went well. All of it stays in this browser.
import { render } from "preact";
import { useEffect, useMemo, useState } from "preact/hooks";
import { get } from "../parts/api.js";
import { Bar } from "../parts/bar.jsx";
import { clear, entries } from "../parts/shift.js";
import { Numbers } from "./numbers.jsx";
import { Noticed, Praised } from "./noticed.jsx";
import "./summary.css";
import { SPANS, beginning, tally } from "./tally.js";
import { opening } from "./words.js";

function Summary() {
  const [span, setSpan] = useState("today");
  const [noted, refresh] = useNoted(span);
  const isPraise = usePraise();
  const told = useMemo(() => tally(noted, isPraise), [noted, isPraise]);
  const isEmpty = noted.length === 0;
  return (
    <>
      <Bar />
      <main class="summary">
        <header class="summary-head">
          <h1>本班小结</h1>
          <div class="spans" role="group" aria-label="看哪一段">
            {SPANS.map(([name, title]) => (
              <button key={name} type="button" aria-pressed={name === span} onClick={() => setSpan(name)}>
                {title}
              </button>
            ))}
          </div>
        </header>
        <p class="summary-opening" role="status">
          {isEmpty ? "" : opening(told)}
        </p>
        {isEmpty ? (
          <Empty span={span} />
        ) : (
          <>
            <Numbers told={told} />
            {told.guidelines.length > 0 && <Noticed guidelines={told.guidelines} />}
            {told.praised.length > 0 && <Praised praised={told.praised} />}
          </>
        )}
        <Keeping isEmpty={isEmpty} onClear={refresh} />
      </main>
    </>
  );
}

function Empty({ span }) {
  const when = SPANS.find(([name]) => name === span)[1];
  return (
    <section class="panel summary-empty">
      <p>{when}还没有记录。</p>
      <p class="soft">
        在<a href="/">写回复</a>或<a href="/mini">小窗</a>里写几条，这里就会有一份小结：哪些说法出现过几次，后来怎么改的，哪些话说得好。
      </p>
    </section>
  );
}

/** Where all this is kept, and the way to forget it. */
function Keeping({ isEmpty, onClear }) {
  const [isSure, setSure] = useState(false);
  const forget = () => {
    clear();
    setSure(false);
    onClear();
  };
  return (
    <footer class="keeping">
      <p>这些只存在这个浏览器里，不会发给任何人；七天以后自动清掉，长号码和邮箱打了星号。</p>
      {!isEmpty && !isSure && (
        <button class="button" type="button" onClick={() => setSure(true)}>
          清空记录
        </button>
      )}
      {isSure && (
        <p class="keeping-sure" role="group" aria-label="确认清空">
          七天的记录都会清掉，找不回来。
          <button class="button" data-kind="main" type="button" onClick={forget} ref={(button) => button?.focus()}>
            清空
          </button>
          <button class="button" type="button" onClick={() => setSure(false)}>
            留着
          </button>
        </p>
      )}
    </footer>
  );
}

/** What was noted in the span; anew when another window notes something, or this one comes to the front. */
function useNoted(span) {
  const [turn, setTurn] = useState(0);
  const refresh = () => setTurn((before) => before + 1);
  useEffect(() => {
    const onStorage = (event) => (event.key === null || event.key === "coach-shift") && refresh();
    const onShown = () => document.visibilityState === "visible" && refresh();
    addEventListener("storage", onStorage);
    document.addEventListener("visibilitychange", onShown);
    return () => {
      removeEventListener("storage", onStorage);
      document.removeEventListener("visibilitychange", onShown);
    };
  }, []);
  return [useMemo(() => entries(beginning(span)), [span, turn]), refresh];
}

/** Tells whether a rule praises: as the server says, or by its pack while the server is away. */
function usePraise() {
  const [praising, setPraising] = useState(null);
  useEffect(() => {
    get("/api/rules")
      .then(({ rules }) => setPraising(new Set(rules.filter((one) => one.praise).map((one) => one.id))))
      .catch(() => {});
  }, []);
  return useMemo(
    () => (rule) => Boolean(praising?.has(rule) || rule?.startsWith("highlights/")),
    [praising],
  );
}

render(<Summary />, document.body);
