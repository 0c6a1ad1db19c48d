// What is wrong with the rules, as the server says: one calm sentence for as long as it is so.
import { useEffect, useState } from "preact/hooks";
import { get } from "./api.js";

const EVERY = 60_000; // milliseconds

/** That an edit does not count, and where it is wrong; nothing while all of the rules are in use. */
export function RulesState() {
  const problem = useProblem();
  return (
    <div class="rules-state" role="status">
      {problem && (
        <p>
          规则里有一处没写对，改好以前用不上：<span class="rules-problem">{problem}</span>
        </p>
      )}
    </div>
  );
}

/** The problem, looked at now, whenever the window comes to the front, and once a minute while it is there. */
function useProblem() {
  const [problem, setProblem] = useState("");
  useEffect(() => {
    const look = async () => {
      if (document.visibilityState === "hidden") return;
      try {
        const { rules, problem: told } = await get("/healthz");
        setProblem(rules === "stale" ? (told ?? "") : "");
      } catch {
        // who is away says nothing of the rules
      }
    };
    look();
    const timer = setInterval(look, EVERY);
    addEventListener("focus", look);
    document.addEventListener("visibilitychange", look);
    return () => {
      clearInterval(timer);
      removeEventListener("focus", look);
      document.removeEventListener("visibilitychange", look);
    };
  }, []);
  return problem;
}
