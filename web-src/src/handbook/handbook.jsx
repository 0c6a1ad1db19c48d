// The handbook: every rule that is on, to be searched and read.
import { render } from "preact";
import { useEffect, useMemo, useState } from "preact/hooks";
import { get } from "../parts/api.js";
import { Bar } from "../parts/bar.jsx";
import { wordsOf } from "../parts/seek.js";
import { Filters } from "./filters.jsx";
import "./handbook.css";
import { List } from "./list.jsx";
import { Overview } from "./overview.jsx";
import { RulePage } from "./rule-page.jsx";
import { counted, opened, shelve, sift } from "./shelf.js";
import { useAddress } from "./use-address.js";

const ANY = { query: "", severity: "", dimension: "", part: "" };

function Handbook() {
  const [answer, setAnswer] = useState(null);
  const [problem, setProblem] = useState("");
  const [wanted, setWanted] = useState(ANY);
  const [name, go] = useAddress();

  async function load() {
    setProblem("");
    try {
      setAnswer(await get("/api/rules?examples=true"));
    } catch (refused) {
      setProblem(refused.message);
    }
  }
  useEffect(() => {
    load();
  }, []);

  const sections = useMemo(() => (answer ? shelve(answer) : []), [answer]);
  const words = useMemo(() => wordsOf(wanted.query), [wanted.query]);
  const shown = useMemo(() => sift(sections, { ...wanted, words }), [sections, words, wanted]);

  return (
    <>
      <Bar />
      <main class="handbook" data-open={name ? "" : undefined}>
        <header class="handbook-head">
          <h1>规则手册</h1>
          {answer && <Filters wanted={wanted} onWant={setWanted} words={answer.words} count={counted(shown)} />}
        </header>
        {problem && <Away message={problem} onRetry={load} />}
        {!answer && !problem && <p class="handbook-wait">正在翻开手册…</p>}
        {answer && (
          <div class="handbook-body">
            <List
              sections={shown}
              words={words}
              names={answer.words}
              current={opened(sections, name)}
              onReset={() => setWanted(ANY)}
            />
            {name ? (
              <RulePage name={name} found={opened(sections, name)} names={answer.words} words={words} go={go} />
            ) : (
              <Overview sections={sections} />
            )}
          </div>
        )}
      </main>
    </>
  );
}

function Away({ message, onRetry }) {
  return (
    <div class="handbook-wait" role="alert">
      <p>{message}</p>
      <button class="button" type="button" onClick={onRetry}>
        再试一次
      </button>
    </div>
  );
}

render(<Handbook />, document.body);
