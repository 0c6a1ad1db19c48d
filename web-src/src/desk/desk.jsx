// The desk: the customer's messages, the draft, and what the coach says about it.
import { render } from "preact";
import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import { Bar } from "../parts/bar.jsx";
import { Held } from "../parts/copying.jsx";
import { Draft } from "../parts/drafting.js";
import { tellWaiting } from "../parts/feedback.js";
import { RulesState } from "../parts/health.jsx";
import { LineState } from "../parts/line_state.jsx";
import { Sheet } from "../parts/sheet.jsx";
import { Toast } from "../parts/toast.jsx";
import { useDraft, useKeys } from "../parts/use_draft.js";
import { keyName } from "../parts/words.js";
import { Customer } from "./customer.jsx";
import "./desk.css";
import { keep, kept } from "./kept.js";
import { Opinion } from "./opinion.jsx";

const SAMPLE = {
  messages: ["都三天了还不退钱，你们是骗子吗！"],
  text: "对不起，我不能退货，那是我们的程序。但是您可以尽快联系一下厂家。",
};
const KEEPING = 200; // milliseconds

function Desk() {
  const before = useMemo(kept, []);
  const [messages, setMessages] = useState(before.messages);
  const told = useRef(messages);
  const draft = useMemo(
    () =>
      new Draft({
        surface: "desk",
        context: () => told.current,
        label: "给客户的回复",
        hint: "在这里写回复",
      }),
    [],
  );
  useDraft(draft);
  useKept(draft, messages);

  const tell = (list) => {
    told.current = list;
    setMessages(list);
    draft.checker.now();
  };
  const begin = (state, hidden = []) => {
    tell(state.messages);
    draft.replace(state.text, hidden);
  };
  const another = () => {
    const old = { text: draft.text, messages };
    const hidden = [...draft.hidden];
    if (!old.text && !messages.length) return;
    begin({ text: "", messages: [] });
    draft.say("换下一条了", [["撤销", () => begin(old, hidden)]]);
  };
  const all = async () => {
    if (!(await draft.useAll())) draft.say("没有能直接换上的说法，剩下的要您来填");
  };
  useKeys({
    offer: ({ index }) => draft.use(index),
    first: () => draft.use(0),
    all,
    next: () => draft.step(1),
    previous: () => draft.step(-1),
    dismiss: () => draft.askReason(true),
    copy: () => draft.copy(),
    another,
  });

  return (
    <>
      <Bar>
        <LineState draft={draft} />
      </Bar>
      <main class="desk">
        <h1 class="hidden-but-read">写回复</h1>
        <Customer messages={messages} onChange={tell} onSay={(text, actions) => draft.say(text, actions)} />
        <section class="writing" aria-labelledby="writing-name">
          <header class="part-head">
            <h2 id="writing-name">回复</h2>
            <span class="faint">{draft.text.length > 0 && `${[...draft.text].length} 字`}</span>
          </header>
          <div class="paper">
            <Sheet draft={draft} text={before.text} hidden={before.hidden} />
            {draft.view && <Held draft={draft} />}
          </div>
          <Foot draft={draft} onAll={all} onAnother={another} />
        </section>
        {draft.view && <Opinion draft={draft} onSample={() => begin(SAMPLE)} />}
      </main>
      <RulesState />
      <Toast draft={draft} />
    </>
  );
}

function Foot({ draft, onAll, onAnother }) {
  const text = draft.text;
  const blanks = draft.view ? draft.shown.blanks.length : 0;
  const isCopied = text !== "" && draft.copied === text;
  return (
    <footer class="writing-foot">
      <p class="foot-said" aria-live="polite">
        {blanks > 0 && (
          <>
            还有 {blanks} 处要填，按 <kbd>Tab</kbd> 过去
          </>
        )}
        {isCopied && "已复制，去粘贴发送吧"}
      </p>
      <button type="button" class="button" data-kind="quiet" disabled={!text.trim() || draft.isBusy} onClick={onAll}>
        采纳全部
      </button>
      {isCopied ? (
        <button type="button" class="button" data-kind="main" onClick={onAnother}>
          下一条 <kbd aria-hidden="true">{keyName("Alt+N")}</kbd>
        </button>
      ) : (
        <button type="button" class="button" data-kind="main" disabled={!text.trim()} onClick={() => draft.copy()}>
          复制 <kbd aria-hidden="true">{keyName("Mod+Enter")}</kbd>
        </button>
      )}
    </footer>
  );
}

/** Keep draft and messages for a reload of this window. */
function useKept(draft, messages) {
  const state = draft.view ? { text: draft.text, messages, hidden: [...draft.hidden] } : null;
  const written = JSON.stringify(state);
  useEffect(() => {
    if (!state) return undefined;
    const timer = setTimeout(() => keep(state), KEEPING);
    const leave = () => keep(state);
    addEventListener("pagehide", leave);
    return () => {
      clearTimeout(timer);
      removeEventListener("pagehide", leave);
    };
  }, [written]);
}

tellWaiting();
render(<Desk />, document.body);
