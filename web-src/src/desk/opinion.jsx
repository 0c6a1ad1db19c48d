// What the coach says beside the draft: the score, the cards, what was done well, what was waved away.
import { Cards } from "../parts/cards.jsx";
import { Score } from "../parts/score.jsx";
import { SummaryLine } from "../parts/summary_line.jsx";
import { keyName } from "../parts/words.js";

export function Opinion({ draft, onSample }) {
  const { places, highlights, hidden } = draft.shown;
  return (
    <aside class="opinion" aria-label="教练的看法">
      <Score answer={draft.answer} hidden={hidden} />
      <SummaryLine draft={draft} />
      {draft.answer ? (
        <>
          <h2 class="opinion-head">
            {places.length ? "可以更好" : "没有要改的地方"}
            {places.length > 0 && <span class="count">{places.length}</span>}
          </h2>
          <Cards draft={draft} />
          {draft.answer.omitted > 0 && <p class="faint">还有 {draft.answer.omitted} 处，改完这些再看。</p>}
          <Praise highlights={highlights} />
        </>
      ) : (
        <Welcome onSample={onSample} />
      )}
      {hidden.size > 0 && (
        <p class="faint">
          这条回复里放过了一些地方
          <button type="button" class="quiet-link" onClick={() => draft.restore([...hidden])}>
            都放回来
          </button>
        </p>
      )}
      <Keys />
    </aside>
  );
}

function Praise({ highlights }) {
  if (!highlights.length) return null;
  return (
    <>
      <h2 class="opinion-head">
        说得好<span class="count">{highlights.length}</span>
      </h2>
      <ul class="praises">
        {highlights.map((one) => (
          <li key={`${one.rule} ${one.start}`}>
            <span class="praise-title">{one.title}</span>
            <q>{one.excerpt}</q>
          </li>
        ))}
      </ul>
    </>
  );
}

function Welcome({ onSample }) {
  return (
    <div class="welcome">
      <p>写下要发的话，教练会指出客户听着不舒服的地方，也会告诉你怎么说更好。</p>
      <button type="button" class="quiet-link" onClick={onSample}>
        放一段例子看看
      </button>
    </div>
  );
}

const KEYS = [
  ["Alt+Down", "下一处，Alt+↑ 上一处"],
  ["Alt+1", "用第一种说法，Alt+2 第二种"],
  ["Mod+Z", "撤销"],
  ["Tab", "到下一处空白"],
  ["Alt+X", "这处不用改"],
  ["Alt+Shift+Enter", "采纳全部"],
  ["Mod+Enter", "复制"],
  ["Alt+N", "下一条"],
];

function Keys() {
  return (
    <details class="keys">
      <summary>快捷键</summary>
      <dl>
        {KEYS.map(([keys, does]) => (
          <div key={keys}>
            <dt>
              <kbd>{keyName(keys)}</kbd>
            </dt>
            <dd>{does.replace(/Alt\+\S/, keyName)}</dd>
          </div>
        ))}
      </dl>
    </details>
  );
}
