// The score: its five dimensions, and what moved it, in words.
import { GRAVITY, placesOf } from "./places.js";

/** The dimensions in their order: id, short name, what it asks. */
export const DIMENSIONS = [
  ["reliability", "可靠", "说得对不对、清不清楚、能不能兑现"],
  ["responsiveness", "响应", "有没有人在办，什么时候办好"],
  ["assurance", "保证", "客户能不能放心交给你"],
  ["empathy", "移情", "有没有看见客户的心情"],
  ["tangibles", "有形", "看上去用不用心"],
];

const START = 80;
const DEDUCTIONS = { error: 30, warning: 15, info: 5 };
const FAMILIES = { open: "开场", feel: "体谅", solve: "办事", close: "收尾" };

/**
 * The scores and their lines once some findings were waved away; as the coach told them while none is.
 *
 * @param {object} answer of the coach: `findings`, `scores` and, where it explains them, `score_lines`.
 * @param {object[]} left the findings that still stand.
 */
export function scored(answer, left) {
  const lines = answer.score_lines ?? [];
  if (left.length === answer.findings.length || !answer.score_lines) return { scores: answer.scores, lines };
  const leading = new Set(lines.map((one) => one.guideline));
  const gravest = new Map();
  for (const { findings } of placesOf(left)) {
    const most = findings.filter((one) => one.severity === findings[0].severity);
    const worst = most.find((one) => leading.has(one.guideline)) ?? most[0];
    const known = gravest.get(worst.guideline);
    if (!known || GRAVITY[worst.severity] > GRAVITY[known.severity]) gravest.set(worst.guideline, worst);
  }
  const taken = [...gravest.values()].map(({ guideline, severity, dimension }) => ({
    points: -DEDUCTIONS[severity], dimension, guideline, severity,
  }));
  const kept = [...taken, ...lines.filter((one) => one.points > 0)];
  return { scores: summed(kept), lines: kept };
}

function summed(lines) {
  const scores = {};
  for (const [name] of DIMENSIONS) {
    const points = lines.filter((one) => one.dimension === name || one.dimension === null);
    scores[name] = Math.min(Math.max(START + points.reduce((sum, one) => sum + one.points, 0), 0), 100);
  }
  const total = DIMENSIONS.reduce((sum, [name]) => sum + scores[name], 0);
  return { overall: Math.floor(total / DIMENSIONS.length + 0.5), ...scores };
}

/** What moved the score, gravest first: `{points: "−15", dimension: "移情", cause: "没有“但是”"}` each. */
export function moves(lines, answer) {
  const titles = new Map([...answer.findings, ...answer.highlights].map((one) => [one.guideline, one.title]));
  const names = new Map(DIMENSIONS.map(([id, name]) => [id, name]));
  return lines.map((line) => ({
    points: line.points < 0 ? `−${-line.points}` : `+${line.points}`,
    dimension: line.dimension ? names.get(line.dimension) : "各项",
    cause: line.guideline
      ? (titles.get(line.guideline) ?? line.guideline)
      : `${FAMILIES[line.family] ?? line.family}：${line.guidelines.map((one) => titles.get(one) ?? one).join("、")}`,
  }));
}
