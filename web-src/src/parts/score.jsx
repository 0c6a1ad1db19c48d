// The score of a draft: one number, five bars, and what moved them.
import { DIMENSIONS, moves, scored } from "./score.js";

/** The score of what `answer` says, of whose findings `hidden` were waved away. */
export function Score({ answer, hidden }) {
  const left = answer ? answer.findings.filter((one) => !hidden.has(one.fingerprint)) : [];
  const { scores, lines } = answer ? scored(answer, left) : { scores: null, lines: [] };
  return (
    <section class="score" aria-label="得分" data-empty={scores ? undefined : ""}>
      <p class="score-overall">
        <span class="hidden-but-read">总分</span>
        {scores ? scores.overall : "–"}
      </p>
      <dl class="score-bars">
        {DIMENSIONS.map(([id, name, asks]) => (
          <div key={id} class="score-bar" title={asks}>
            <dt>{name}</dt>
            <dd>
              <span class="score-track" aria-hidden="true">
                <Fill score={scores?.[id] ?? 0} />
              </span>
              <span class="score-number">{scores ? scores[id] : "–"}</span>
            </dd>
          </div>
        ))}
      </dl>
      {lines.length > 0 && <Moves lines={moves(lines, answer)} />}
    </section>
  );
}

const PASS = 80;

function Fill({ score }) {
  return <span class="score-fill" style={{ width: `${score}%` }} data-low={score < PASS ? "" : undefined} />;
}

function Moves({ lines }) {
  return (
    <details class="moves">
      <summary>分数怎么来的</summary>
      <ul>
        {lines.map(({ points, dimension, cause }) => (
          <li key={`${points}${cause}`}>
            <span class="moves-points" data-sign={points[0]}>
              {points}
            </span>
            <span class="moves-dimension">{dimension}</span>
            <span>{cause}</span>
          </li>
        ))}
      </ul>
      <p>每项从 80 分起，最后取五项的平均。</p>
    </details>
  );
}
