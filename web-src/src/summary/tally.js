// From what was noted during a shift to what its summary says.

const HOUR = 3600 * 1000;

/** The spans of time that a summary may look back on: `[name, title]`. */
export const SPANS = [
  ["today", "今天"],
  ["hours", "近 8 小时"],
  ["week", "近 7 天"],
];

/** When the span `name` began, in milliseconds since 1970; the day begins at midnight here. */
export function beginning(name, now = Date.now()) {
  if (name === "hours") return now - 8 * HOUR;
  if (name === "week") return now - 7 * 24 * HOUR;
  return new Date(now).setHours(0, 0, 0, 0);
}

/**
 * What the entries come to.
 *
 * @param {object[]} noted as `shift.js` keeps them.
 * @param {(rule: string) => boolean} isPraise whether a rule praises, for entries that do not say so themselves.
 * @returns `{guidelines, praised, replies, taken, average, course}`; `course` is `[{at, score}]` of the replies sent.
 */
export function tally(noted, isPraise) {
  const entries = [...noted].sort((one, other) => one.at - other.at);
  const sent = entries.filter((one) => one.action === "sent");
  const course = sent.filter((one) => Number.isFinite(one.score)).map(({ at, score }) => ({ at, score }));
  const told = entries.filter((one) => one.action !== "sent" && one.guideline);
  const praises = (one) => one.praise ?? isPraise(one.rule);
  return {
    guidelines: grouped(told.filter((one) => !praises(one))).sort((one, other) => other.marked - one.marked),
    praised: grouped(told.filter(praises)).sort((one, other) => other.marked - one.marked),
    replies: sent.length,
    taken: told.filter((one) => one.action === "accepted" || one.action === "edited").length,
    average: course.length ? Math.round(course.reduce((sum, one) => sum + one.score, 0) / course.length) : null,
    course,
  };
}

/** Whether a replacement says enough to be shown and copied by itself; “。” and “您” do not. */
const isWording = (text) => (text?.match(/[\p{L}\p{N}]/gu) ?? []).length >= 4;

function grouped(entries) {
  const groups = new Map();
  for (const entry of entries) {
    if (!groups.has(entry.guideline)) groups.set(entry.guideline, []);
    groups.get(entry.guideline).push(entry);
  }
  return [...groups.values()].map(summed);
}

function summed(entries) {
  const count = (action) => entries.filter((one) => one.action === action).length;
  const [accepted, edited, dismissed] = ["accepted", "edited", "dismissed"].map(count);
  const last = entries.findLast((one) => ["accepted", "edited"].includes(one.action) && isWording(one.replacement));
  const newest = entries.at(-1);
  return {
    guideline: newest.guideline,
    title: newest.title || newest.guideline,
    rule: newest.rule,
    marked: Math.max(count("seen"), accepted + edited + dismissed),
    accepted,
    edited,
    dismissed,
    excerpt: commonest(entries.map((one) => one.excerpt).filter(Boolean)),
    wording: last?.replacement ?? "",
  };
}

/** The excerpt that most entries share; empty when several differ and none repeats. */
function commonest(excerpts) {
  const counts = new Map();
  for (const one of excerpts) counts.set(one, (counts.get(one) ?? 0) + 1);
  const [best] = [...counts].sort((one, other) => other[1] - one[1]);
  if (!best || (counts.size > 1 && best[1] * 2 <= excerpts.length)) return "";
  return best[0];
}
