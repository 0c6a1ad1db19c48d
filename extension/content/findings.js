// The findings of an answer, as this script uses them.

const RANK = { error: 0, warning: 1, info: 2 };
const WORDS = ["rule", "guideline", "title", "what", "why", "instead", "excerpt", "fingerprint"];

/** The findings of an answer that lie inside `text`; anything misshapen is left out. */
export function findingsOf(answer, text) {
  const found = Array.isArray(answer?.findings) ? answer.findings : [];
  return found.filter((one) => isPlace(one, text) && Object.hasOwn(RANK, one.severity)).map((one) => finding(one, text));
}

function finding(one, text) {
  const words = Object.fromEntries(WORDS.map((key) => [key, typeof one[key] === "string" ? one[key] : ""]));
  const suggestions = (Array.isArray(one.suggestions) ? one.suggestions : []).filter(
    (suggestion) => isPlace(suggestion, text) && typeof suggestion.replacement === "string",
  );
  const about = typeof one.about?.text === "string" ? one.about.text : "";
  const { start, end } = shown(one, text);
  return { ...words, severity: one.severity, start, end, about, suggestions };
}

// A place of no width is shown at the character beside it.
function shown({ start, end }, text) {
  if (start < end) return { start, end };
  return end < text.length ? { start, end: end + 1 } : { start: Math.max(0, start - 1), end };
}

function isPlace(one, text) {
  const { start, end } = one ?? {};
  return Number.isInteger(start) && Number.isInteger(end) && 0 <= start && start <= end && end <= text.length;
}

/** The findings in reading order, gravest first where they share a place, grouped by place. */
export function places(findings) {
  const groups = new Map();
  const sorted = [...findings].sort(
    (a, b) => a.start - b.start || a.end - b.end || RANK[a.severity] - RANK[b.severity],
  );
  for (const one of sorted) {
    const key = `${one.start}-${one.end}`;
    if (!groups.has(key)) groups.set(key, { start: one.start, end: one.end, findings: [] });
    groups.get(key).findings.push(one);
  }
  return [...groups.values()].map((group) => ({ ...group, severity: group.findings[0].severity }));
}

/** The narrowest place at the caret; null when there is none. */
export function placeAt(all, caret) {
  const here = all.filter((place) => place.start <= caret && caret <= place.end);
  return here.sort((a, b) => a.end - a.start - (b.end - b.start))[0] ?? null;
}

/** The place at the caret, else the next one after it, else the first. */
export function placeFrom(all, caret) {
  return placeAt(all, caret) ?? all.find((place) => place.start >= caret) ?? all[0] ?? null;
}

/** Whether two findings are the same one, wherever it has moved to. */
export function isSame(one, other) {
  return one.rule === other.rule && one.guideline === other.guideline && one.fingerprint === other.fingerprint;
}

/** Whether two findings say the same of the same words. */
export function isLike(one, other) {
  return one.rule === other.rule && one.excerpt === other.excerpt;
}
