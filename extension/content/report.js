// What the coach is told of a finding: only words that were marked, of a long stretch its beginning.

export const EXCERPT_LIMIT = 40; // characters

const NAMED = ["rule", "guideline", "severity", "fingerprint"];
const TAIL = /[\w０-９.%+@＠–—-][\w０-９.%+@＠ –—-]*$/u; // half a number or address would not be known as one, and not starred

/** `text`, cut to 40 characters with … at its end where it is longer. */
export function excerpted(text) {
  const signs = [...text];
  if (signs.length <= EXCERPT_LIMIT) return text;
  const head = signs.slice(0, EXCERPT_LIMIT - 1).join("");
  return `${head.replace(TAIL, "") || head}…`;
}

/**
 * The feedback on `finding`, without its id. A suggestion goes along whole, what was written by hand as an excerpt; the
 * reply and the customer's messages only with a dismissal.
 */
export function feedbackOf(action, finding, { replacement, reason, text }, context) {
  const told = { action, excerpt: excerpted(finding.excerpt) };
  for (const name of NAMED) told[name] = finding[name];
  if (replacement !== undefined) told.replacement = action === "accepted" ? replacement : excerpted(replacement);
  return action === "dismissed" ? { ...told, reason, text, context } : told;
}
