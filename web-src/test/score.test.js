import assert from "node:assert/strict";
import test from "node:test";
import { moves, scored } from "../src/parts/score.js";

const finding = (start, end, guideline, dimension, severity = "warning") => ({
  start, end, guideline, dimension, severity, title: guideline, fingerprint: guideline, suggestions: [],
});
const BECAUSE = finding(5, 7, "give-because", "reliability");
const CANNOT = finding(5, 9, "no-cannot", "assurance");
const BUT = finding(18, 20, "no-but", "empathy");
const ANSWER = {
  findings: [BECAUSE, CANNOT, BUT],
  highlights: [{ guideline: "offers-alternative", title: "给出别的办法" }],
  scores: { overall: 84, reliability: 90, responsiveness: 90, assurance: 75, empathy: 75, tangibles: 90 },
  score_lines: [
    { points: -15, dimension: "assurance", guideline: "no-cannot", severity: "warning" },
    { points: -15, dimension: "empathy", guideline: "no-but", severity: "warning" },
    { points: 10, dimension: null, family: "solve", guidelines: ["offers-alternative"] },
  ],
};

test("the coach's own score stands while nothing was waved away", () => {
  assert.equal(scored(ANSWER, ANSWER.findings).scores, ANSWER.scores);
});

test("what was waved away takes nothing off any more", () => {
  const { scores, lines } = scored(ANSWER, [BECAUSE, CANNOT]);
  assert.deepEqual(scores, { ...ANSWER.scores, overall: 87, empathy: 90 });
  assert.deepEqual(lines.map((one) => one.points), [-15, 10]);
});

test("of one place the next finding counts once the first is gone", () => {
  assert.equal(scored(ANSWER, [BECAUSE, BUT]).scores.reliability, 75);
  assert.equal(scored(ANSWER, [BECAUSE, BUT]).scores.assurance, 90);
});

test("what is said of a whole reply hides none of its words", () => {
  const whole = finding(0, 90, "long-reply", "tangibles", "info");
  const answer = { ...ANSWER, findings: [...ANSWER.findings, whole] };
  const { scores } = scored(answer, [CANNOT, BUT, whole]);
  assert.deepEqual([scores.assurance, scores.empathy, scores.tangibles], [75, 75, 85]);
});

test("a score without its lines is shown as it came", () => {
  const bare = { ...ANSWER, score_lines: undefined };
  assert.deepEqual(scored(bare, []), { scores: ANSWER.scores, lines: [] });
});

test("what moved the score is told in words", () => {
  assert.deepEqual(moves(ANSWER.score_lines, ANSWER), [
    { points: "−15", dimension: "保证", cause: "no-cannot" },
    { points: "−15", dimension: "移情", cause: "no-but" },
    { points: "+10", dimension: "各项", cause: "办事：给出别的办法" },
  ]);
});
