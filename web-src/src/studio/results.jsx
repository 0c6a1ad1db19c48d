// What a draft does: problems, its examples, and what it marks in a library.
import { Library } from "./library.jsx";
import { Marked } from "./marked.jsx";

const GROUPS = { examples: "例子", unless: "例外", only: "前提", things: "例子" };

/** Where the results stand below the draft, the way to them, with what they say. */
export function ToResults({ told, state }) {
  const go = () => document.querySelector(".studio-results").scrollIntoView();
  return (
    <button type="button" class="studio-jump" data-kind={kindOf(told, state)} onClick={go}>
      <i aria-hidden="true" />
      {summary(told, state)} ↓
    </button>
  );
}

export function Results({ told, state, kind, library, onGo, onLibrary, onCloseLibrary, libraryBusy }) {
  return (
    <aside class="studio-results panel" aria-label="结果">
      <p class="studio-summary" role="status" data-kind={kindOf(told, state)}>
        <i aria-hidden="true" />
        {summary(told, state)}
      </p>
      {told && (
        <>
          <Problems problems={told.problems} onGo={onGo} />
          <Examples told={told} hasUsers={["signal", "lexicon"].includes(kind)} onGo={onGo} />
        </>
      )}
      <Library told={told} library={library} busy={libraryBusy} onLibrary={onLibrary} onClose={onCloseLibrary} />
    </aside>
  );
}

const failing = (told) => told.examples.filter((one) => one.problem).length;

function kindOf(told, state) {
  if (state === "away") return "away";
  if (!told) return "busy";
  return told.problems.length > 0 || failing(told) > 0 ? "wrong" : "right";
}

function summary(told, state) {
  if (state === "away") return "连不上教练，结果先停在这里";
  if (!told) return "正在查…";
  const parts = [];
  if (told.problems.length > 0) parts.push(`有 ${told.problems.length} 处要改`);
  if (failing(told) > 0) parts.push(`${failing(told)} 个例子不成立`);
  if (parts.length > 0) return parts.join("，");
  return told.examples.length > 0 ? `${told.examples.length} 个例子都成立` : "没有问题";
}

function Problems({ problems, onGo }) {
  if (problems.length === 0) return null;
  return (
    <section>
      <h3>要改的</h3>
      <ul class="studio-problems">
        {problems.map((one, index) => (
          <li key={index}>
            {one.file === null && one.line > 0 ? (
              <button type="button" onClick={() => onGo(one)}>
                <span class="studio-line">第 {one.line} 行</span> {one.message}
              </button>
            ) : (
              <p>
                {one.file && <span class="studio-line">{one.file}{one.line ? `:${one.line}` : ""}</span>} {one.message}
              </p>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}

function Examples({ told, hasUsers, onGo }) {
  const { examples, rules_count: rules, unproven } = told;
  if (examples.length === 0 && !(hasUsers && told.runs)) return null;
  const sorted = [...examples].sort((one, other) => Number(Boolean(other.problem)) - Number(Boolean(one.problem)));
  return (
    <section>
      <h3>
        例子 <small>{counted(examples)}</small>
      </h3>
      {hasUsers && <p class="studio-note">{users(rules, unproven)}</p>}
      <ul class="studio-examples">
        {sorted.map((one) => <Example key={`${one.path.join("/")} ${one.key}`} one={one} onGo={onGo} />)}
      </ul>
    </section>
  );
}

function users(rules, unproven) {
  if (rules === 0) return "还没有规则用到它。";
  const rest = unproven > 0 ? `时间有限，有 ${unproven} 条没有查完` : "它们的例子也查过了";
  return `用到它的规则有 ${rules} 条，${rest}。`;
}

function counted(examples) {
  const wrong = examples.filter((one) => one.problem).length;
  if (examples.length === 0) return "";
  if (examples.some((one) => one.problem === null)) return "改好上面的再试";
  return wrong === 0 ? `${examples.length} 个都成立` : `${examples.length} 个里 ${wrong} 个不成立`;
}

function Example({ one, onGo }) {
  const state = one.problem === null ? "untried" : one.problem ? "wrong" : "right";
  const said = { untried: "还没试", wrong: "不成立", right: "成立" }[state];
  return (
    <li data-state={state}>
      <button type="button" onClick={() => onGo(one)}>
        <span class="studio-tick" aria-hidden="true">{{ untried: "·", wrong: "✕", right: "✓" }[state]}</span>
        <span class="hidden-but-read">{said}。</span>
        <span class="studio-said">
          <span class="studio-key">{labelOf(one)}</span>
          <Marked text={one.text} spans={one.found} wanted={one.wanted} />
        </span>
        {one.problem && <span class="studio-why">{one.problem}</span>}
      </button>
    </li>
  );
}

function labelOf({ key, path }) {
  if (key === "better") return "更好的";
  if (key === "examples") return path[1];
  return `${path[0] === "examples" ? "" : GROUPS[path[0]]}${key === "flag" ? "要报" : "不报"}`;
}
