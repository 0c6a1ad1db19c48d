// What came up during a shift and how it was mended, and what was said well.
import { useState } from "preact/hooks";
import { noticed, praised, times } from "./words.js";

const FEW = 8;

export function Noticed({ guidelines }) {
  const [isWhole, setWhole] = useState(false);
  const shown = isWhole ? guidelines : guidelines.slice(0, FEW);
  return (
    <section class="noticed" aria-labelledby="noticed-title">
      <h2 id="noticed-title">碰到过的说法</h2>
      <ul class="panel">
        {shown.map((one) => (
          <li key={one.guideline}>
            <p>{noticed(one)}</p>
            {one.wording && <Wording text={one.wording} />}
            <p class="noticed-more">
              <a href={`/rules#${one.rule ?? one.guideline}`}>{one.title}：为什么，怎么说好</a>
              {one.dismissed > 0 && <span>{times(one.dismissed)}觉得不用改</span>}
            </p>
          </li>
        ))}
      </ul>
      {shown.length < guidelines.length && (
        <button class="button" data-kind="quiet" type="button" onClick={() => setWhole(true)}>
          还有 {guidelines.length - shown.length} 条
        </button>
      )}
    </section>
  );
}

/** The wording that was taken last, to be copied. */
function Wording({ text }) {
  const [state, setState] = useState("");
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text);
      setState("拷好了");
    } catch {
      setState("没复制成功，请选中文字自己复制");
    }
    setTimeout(() => setState(""), 4000);
  };
  return (
    <div class="wording">
      <p>
        <span class="wording-title">这是您上次采纳的说法：</span>
        <q>{text}</q>
      </p>
      <button class="button" type="button" onClick={copy} aria-label={`复制“${text}”`}>
        复制
      </button>
      <span class="wording-state" role="status">
        {state}
      </span>
    </div>
  );
}

export function Praised({ praised: well }) {
  return (
    <section class="noticed" aria-labelledby="praised-title">
      <h2 id="praised-title">说得好的地方</h2>
      <ul class="panel praised">
        {well.map((one) => (
          <li key={one.guideline}>
            <a href={`/rules#${one.rule ?? one.guideline}`}>{praised(one)}</a>
          </li>
        ))}
      </ul>
    </section>
  );
}
