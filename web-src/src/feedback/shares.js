// What the feedback on a rule comes to, and the words for reasons and places.
import { REASONS as LISTED } from "../parts/words.js";

/** Why an agent dismissed a finding. */
export const REASONS = Object.fromEntries(LISTED);

const ENOUGH = 5;
const HIGH = 0.5;

/** A rule with its total, and the share of each answer in percent, which add up to 100. */
export function shared(rule) {
  const total = rule.accepted + rule.edited + rule.dismissed;
  const part = (count) => (total ? Math.round((count / total) * 100) : 0);
  const accepted = part(rule.accepted);
  const edited = part(rule.edited);
  const dismissed = total ? 100 - accepted - edited : 0;
  return { ...rule, total, shares: { accepted, edited, dismissed }, isDoubtful: isDoubtful(rule, total) };
}

/** Whether a rule was dismissed so often that somebody should look at it. */
function isDoubtful(rule, total) {
  return total >= ENOUGH && rule.dismissed / total >= HIGH;
}

/** The reasons that were given, the most frequent first: `没说错 3 次 · 这里这么说合适 1 次`. */
export function reasonsInWords(reasons) {
  return Object.entries(reasons ?? {})
    .filter(([, count]) => count > 0)
    .sort((one, other) => other[1] - one[1])
    .map(([reason, count]) => `${REASONS[reason] ?? reason} ${count} 次`)
    .join(" · ");
}

/** What became of a dismissal. */
export function settledInWords(settled, place) {
  const done = { allowed: "已加进豁免名单", labelled: "已存成评测用例" }[settled] ?? "";
  return place ? `${done}：${place}` : done;
}

/** A moment (ISO 8601) as people here write it: 11月22日 14:05. */
export function moment(iso) {
  const at = new Date(iso);
  if (Number.isNaN(at.getTime())) return "";
  const two = (number) => String(number).padStart(2, "0");
  return `${at.getMonth() + 1}月${at.getDate()}日 ${two(at.getHours())}:${two(at.getMinutes())}`;
}
