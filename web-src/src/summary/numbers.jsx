// The numbers of a shift, and the course of its score as a small line.
import { line, scale } from "./course.js";
import { courseInWords } from "./words.js";

const WIDTH = 280;
const HEIGHT = 64;

export function Numbers({ told }) {
  const { replies, taken, average, course } = told;
  return (
    <section class="panel numbers" aria-label="这一段的数">
      <dl>
        <div>
          <dt>发出的回复</dt>
          <dd>{replies}</dd>
        </div>
        <div>
          <dt>换了说法</dt>
          <dd>{taken}</dd>
        </div>
        <div>
          <dt>平均得分</dt>
          <dd>{average ?? "—"}</dd>
        </div>
      </dl>
      {course.length > 1 && <Course scores={course.map((one) => one.score)} words={courseInWords(course)} />}
    </section>
  );
}

function Course({ scores, words }) {
  const points = line(scores, WIDTH, HEIGHT, 6);
  const [low, high] = scale(scores);
  const passing = HEIGHT - 6 - ((80 - low) / (high - low)) * (HEIGHT - 12);
  const [x, y] = points.at(-1);
  return (
    <figure class="course">
      <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-label={words}>
        <line class="course-passing" x1="0" x2={WIDTH} y1={passing} y2={passing} />
        <polyline class="course-line" points={points.map((point) => point.join(",")).join(" ")} />
        <circle class="course-now" cx={x} cy={y} r="3.5" />
      </svg>
      <figcaption>每条回复的得分，虚线是 80 分</figcaption>
    </figure>
  );
}
