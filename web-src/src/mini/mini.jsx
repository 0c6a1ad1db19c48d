// The small window beside a desktop desk: paste, mend, copy. It remembers nothing.
import { render } from "preact";
import { useEffect, useMemo, useRef } from "preact/hooks";
import { Cards } from "../parts/cards.jsx";
import { Held } from "../parts/copying.jsx";
import { Draft } from "../parts/drafting.js";
import { tellWaiting } from "../parts/feedback.js";
import { LineState } from "../parts/line_state.jsx";
import { Sheet } from "../parts/sheet.jsx";
import { SummaryLine, summary } from "../parts/summary_line.jsx";
import { Toast } from "../parts/toast.jsx";
import { useDraft, useKeys } from "../parts/use_draft.js";
import { keyName } from "../parts/words.js";
import { forgetKept } from "../desk/kept.js";
import "./mini.css";

function Mini() {
  const said = useRef(null);
  const draft = useMemo(
    () =>
      new Draft({
        surface: "mini",
        context: () => (said.current?.value.trim() ? [said.current.value.trim()] : []),
        label: "给客户的回复",
        hint: `${keyName("Mod+V")} 贴进来`,
      }),
    [],
  );
  useDraft(draft);
  usePaste(draft, said);

  const mend = async () => {
    if (await draft.useAll()) return;
    if (draft.active) draft.use(0);
    else draft.say("没有要改的地方");
  };
  const copy = async () => {
    await draft.copy(draft.isHeld);
    if (draft.copied === draft.text) selectAll(draft);
  };
  useKeys({
    offer: ({ index }) => draft.use(index),
    first: mend,
    all: mend,
    next: () => draft.step(1),
    previous: () => draft.step(-1),
    dismiss: () => draft.askReason(true),
    copy,
  });

  return (
    <main class="mini">
      <h1 class="hidden-but-read">小窗</h1>
      <input
        class="mini-said"
        ref={said}
        aria-label="客户最后一句话，可以不填"
        placeholder="客户最后一句话（可不填）"
        onInput={() => draft.checker.soon()}
      />
      <div class="paper">
        <Sheet draft={draft} />
        {draft.view && <Held draft={draft} again={`再按一次 ${keyName("Mod+Enter")} 仍要复制。`} />}
      </div>
      {draft.view && <Found draft={draft} />}
      <LineState draft={draft} />
      <Three draft={draft} onMend={mend} onCopy={copy} />
      <Toast draft={draft} />
    </main>
  );
}

/** One card at a time, and the way to the next. */
function Found({ draft }) {
  const { places } = draft.shown;
  const at = places.findIndex((one) => one.key === draft.activeKey);
  return (
    <section class="found" aria-label="教练的看法">
      <SummaryLine draft={draft} />
      <header class="found-head">
        {draft.answer && <span class="found-score">{draft.answer.scores.overall}</span>}
        <span class="found-said">{summary(draft) || "贴进来，改好，再复制走"}</span>
        {places.length > 1 && (
          <span class="found-steps">
            <button type="button" aria-label="上一处" onClick={() => draft.step(-1)}>
              ‹
            </button>
            {at + 1}/{places.length}
            <button type="button" aria-label="下一处" onClick={() => draft.step(1)}>
              ›
            </button>
          </span>
        )}
      </header>
      <Cards draft={draft} places={at < 0 ? [] : [places[at]]} isBrief />
    </section>
  );
}

function Three({ draft, onMend, onCopy }) {
  const text = draft.text;
  const isCopied = text !== "" && draft.copied === text;
  const paste = async () => {
    try {
      replace(draft, await navigator.clipboard.readText());
    } catch {
      draft.say(`按 ${keyName("Mod+V")} 就能贴进来`);
    }
  };
  return (
    <footer class="three">
      <button type="button" class="button" onClick={paste}>
        粘贴 <kbd aria-hidden="true">{keyName("Mod+V")}</kbd>
      </button>
      <button type="button" class="button" disabled={!text.trim() || draft.isBusy} onClick={onMend}>
        改好 <kbd aria-hidden="true">{keyName("Alt+Enter")}</kbd>
      </button>
      <button type="button" class="button" data-kind="main" disabled={!text.trim()} onClick={onCopy}>
        {isCopied ? "已复制" : "复制"} <kbd aria-hidden="true">{keyName("Mod+Enter")}</kbd>
      </button>
    </footer>
  );
}

/** Pasting anywhere outside the fields puts the text in the draft's place; what was there comes back with undo. */
function usePaste(draft, said) {
  useEffect(() => {
    const pasted = (event) => {
      const isInEditor = draft.view.dom.contains(event.target);
      if (event.target === said.current || (isInEditor && draft.text)) return;
      const text = event.clipboardData.getData("text/plain");
      if (!text) return;
      event.preventDefault();
      event.stopPropagation();
      replace(draft, text);
    };
    addEventListener("paste", pasted, true);
    return () => removeEventListener("paste", pasted, true);
  }, [draft]);
}

function replace(draft, text) {
  const had = draft.text;
  draft.replace(text.replace(/\r\n?/g, "\n"));
  if (had.trim()) draft.say("换成了刚贴的话", [["撤销", () => draft.undo()]]);
}

/** Select the whole draft, so that the next paste takes its place. */
function selectAll(draft) {
  draft.view.focus();
  draft.view.dispatch({ selection: { anchor: 0, head: draft.text.length }, userEvent: "select" });
}

// A window that the desk opened begins with a copy of what the desk keeps for its own reload.
if (window.name === "coach-mini") forgetKept();
tellWaiting();
render(<Mini />, document.body);
