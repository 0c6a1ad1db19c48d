// What agents made of each rule, so that a bad rule is seen; and the newest dismissals, to be settled in one step.
import { render } from "preact";
import { useEffect, useState } from "preact/hooks";
import { get } from "../parts/api.js";
import { Bar } from "../parts/bar.jsx";
import { Dismissals } from "./dismissals.jsx";
import "./feedback.css";
import { Rules } from "./rules.jsx";

function Feedback() {
  const [answer, setAnswer] = useState(null);
  const [problem, setProblem] = useState(null);

  async function load() {
    setProblem(null);
    try {
      setAnswer(await get("/api/feedback"));
    } catch (refused) {
      setProblem(refused);
    }
  }
  useEffect(() => {
    load();
  }, []);

  const isEmpty = answer && !answer.rules.length && !answer.dismissals.length;
  return (
    <>
      <Bar />
      <main class="feedback">
        <h1>反馈</h1>
        {problem && <Trouble problem={problem} onRetry={load} />}
        {!answer && !problem && <p class="soft">正在加载…</p>}
        {isEmpty && <Empty />}
        {answer && !isEmpty && (
          <>
            <Rules rules={answer.rules} />
            <Dismissals dismissals={answer.dismissals} rules={answer.rules} />
          </>
        )}
        {answer && <Keeping storesTexts={answer.stores_texts} />}
      </main>
    </>
  );
}

function Trouble({ problem, onRetry }) {
  return (
    <section class="panel feedback-note" role="alert">
      <p>{wordsFor(problem)}</p>
      <button class="button" type="button" onClick={onRetry}>
        再试一次
      </button>
    </section>
  );
}

function wordsFor({ status, message }) {
  if (status === 503) return `${message}写回复、查规则都不受影响，反馈过一会儿再看。`;
  if (status === 404) return "这个服务还没有开反馈功能，更新以后再来看。";
  return message;
}

function Empty() {
  return (
    <section class="panel feedback-note">
      <p>还没有反馈。</p>
      <p class="soft">
        <a href="/">写回复</a>的时候，采纳、改动或忽略一条建议，这里就会记下一笔。攒上几天，哪条规则不合适就看得出来了。
      </p>
    </section>
  );
}

function Keeping({ storesTexts }) {
  return (
    <p class="feedback-keeping">
      {storesTexts
        ? "反馈存在这台电脑上。回复全文也会存下来，长号码和邮箱打了星号。"
        : "反馈存在这台电脑上，只存标出来的那几个字，不存回复全文。"}
    </p>
  );
}

render(<Feedback />, document.body);
