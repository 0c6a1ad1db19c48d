// Blanks ⟨…⟩: what the author must fill in before a reply may go out.

const BLANK = /⟨([^⟨⟩\n]*)⟩/g;

/** The blanks of `text`, in order: `start`, `end` and the `name` between the brackets. */
export function blanksOf(text) {
  return [...text.matchAll(BLANK)].map((found) => ({
    start: found.index,
    end: found.index + found[0].length,
    name: found[1],
  }));
}

/**
 * The blank that Tab leads to from the selection `from`–`to`, round the end; null when there is none but the one that
 * is selected.
 */
export function nextBlank(blanks, from, to) {
  const others = blanks.filter((one) => !(one.start === from && one.end === to));
  return others.find((one) => one.start >= to) ?? others[0] ?? null;
}

/** The blank before the selection; null when there is none, so that Shift+Tab leaves. */
export function previousBlank(blanks, from) {
  return blanks.findLast((one) => one.end <= from) ?? null;
}

/** Whether a finding only says that a blank is still there, which the blank itself shows better. */
export function tellsOfBlank(finding, blanks) {
  return (
    finding.guideline === "unfilled-blank" &&
    blanks.some((one) => one.start < finding.end && finding.start < one.end)
  );
}

/** `text` cut into what is said and what is to be filled in: `{text, blank}` each. */
export function withSlots(text) {
  const parts = [];
  let at = 0;
  for (const { start, end, name } of blanksOf(text)) {
    if (start > at) parts.push({ text: text.slice(at, start), blank: false });
    parts.push({ text: name, blank: true });
    at = end;
  }
  if (at < text.length) parts.push({ text: text.slice(at), blank: false });
  return parts;
}
