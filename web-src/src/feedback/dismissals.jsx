// The newest dismissals, each of which becomes an entry of the allowlist or an evaluation row in one step.
import { useRef, useState } from "preact/hooks";
import { post } from "../parts/api.js";
import { REASONS, moment, settledInWords } from "./shares.js";

const FEW = 20;

export function Dismissals({ dismissals, rules }) {
  const [shown, setShown] = useState(FEW);
  const titles = new Map(rules.map((one) => [one.rule, one.title]));
  if (!dismissals.length) return null;
  return (
    <section aria-labelledby="dismissals-title">
      <h2 id="dismissals-title">最近忽略的</h2>
      <p class="soft">说得没错的，加进豁免名单，以后就不再标；规则标错了的，存成评测用例，改规则时能对照。</p>
      <ul class="panel dismissals">
        {dismissals.slice(0, shown).map((one) => (
          <Dismissal key={one.id} dismissal={one} title={titles.get(one.rule) || one.rule} />
        ))}
      </ul>
      {shown < dismissals.length && (
        <button class="button" data-kind="quiet" type="button" onClick={() => setShown(shown + FEW * 2)}>
          还有 {dismissals.length - shown} 条
        </button>
      )}
    </section>
  );
}

function Dismissal({ dismissal, title }) {
  const { id, at, rule, excerpt, reason, has_text: hasText } = dismissal;
  const [state, setState] = useState({ settled: dismissal.settled, place: "", problem: "", isBusy: false });
  const [isAsking, setAsking] = useState(false);
  const status = useRef(null);

  async function settle(action, body) {
    setState((before) => ({ ...before, isBusy: true, problem: "" }));
    try {
      const { place } = await post(`/api/feedback/${encodeURIComponent(id)}/${action}`, body);
      setAsking(false);
      setState({ settled: action === "allow" ? "allowed" : "labelled", place, problem: "", isBusy: false });
      status.current?.focus();
    } catch (refused) {
      const problem = refused.status === 409 ? "这一条已经处理过了，刷新页面就能看到。" : refused.message;
      setState((before) => ({ ...before, problem, isBusy: false }));
    }
  }

  return (
    <li class="dismissal">
      <div class="dismissal-words">
        <p>
          <span class="excerpt">{excerpt || "（没有存下文字）"}</span>
        </p>
        <p class="soft small">
          <a href={`/rules#${rule}`}>{title}</a>
          {reason && <span>{REASONS[reason] ?? reason}</span>}
          <time dateTime={at}>{moment(at)}</time>
        </p>
      </div>
      <div class="dismissal-doing">
        <p class="settled" role="status" tabIndex={-1} ref={status}>
          {settledInWords(state.settled, state.place)}
        </p>
        {!state.settled && !isAsking && (
          <>
            <button class="button" type="button" disabled={state.isBusy} onClick={() => settle("allow", {})}>
              加进豁免名单
            </button>
            <button
              class="button"
              type="button"
              disabled={state.isBusy}
              aria-expanded={hasText ? undefined : isAsking}
              onClick={() => (hasText ? settle("label", {}) : setAsking(true))}
            >
              存成评测用例
            </button>
          </>
        )}
      </div>
      {isAsking && <TextForm excerpt={excerpt} isBusy={state.isBusy} onCancel={() => setAsking(false)} onSend={(body) => settle("label", body)} />}
      {state.problem && (
        <p class="problem" role="alert">
          {state.problem}
        </p>
      )}
    </li>
  );
}

/** Asks for the reply, which was not stored. */
function TextForm({ excerpt, isBusy, onCancel, onSend }) {
  const [text, setText] = useState("");
  const [context, setContext] = useState("");
  const isMissing = text.trim() !== "" && excerpt && !excerpt.includes("*") && !text.includes(excerpt);
  const submit = (event) => {
    event.preventDefault();
    const said = context.split("\n").map((one) => one.trim());
    if (text.trim()) onSend({ text: text.trim(), ...(context.trim() && { context: said.filter(Boolean) }) });
  };
  const leave = (event) => event.key === "Escape" && !event.isComposing && onCancel();
  return (
    <form class="text-form" onSubmit={submit} onKeyDown={leave}>
      <p class="soft small">当时没有存全文。把这条回复写在这里，名字、电话、单号换成编的。</p>
      <label>
        回复
        <textarea
          class="field"
          rows={2}
          required
          value={text}
          ref={(field) => field && !field.dataset.met && ((field.dataset.met = "1"), field.focus())}
          onInput={(event) => setText(event.currentTarget.value)}
        />
      </label>
      {isMissing && <p class="soft small" role="status">里面没有“{excerpt}”，是这一条吗？</p>}
      <label>
        客户前面说的话，一行一句，可以不填
        <textarea class="field" rows={2} value={context} onInput={(event) => setContext(event.currentTarget.value)} />
      </label>
      <p class="text-form-foot">
        <button class="button" data-kind="main" type="submit" disabled={isBusy || !text.trim()}>
          存下来
        </button>
        <button class="button" data-kind="quiet" type="button" onClick={onCancel}>
          先不存
        </button>
      </p>
    </form>
  );
}
