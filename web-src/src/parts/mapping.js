// Positions that were told for an older text, carried over into the text of now, or dropped.

/**
 * What `one` (anything with `start` and `end`) is after an edit; null when the edit touched its words.
 *
 * @param {{mapPos(position: number, side: number): number}} changes
 * @param {(start: number, end: number) => string} before reads the text as it was.
 * @param {(start: number, end: number) => string} after reads the text as it is.
 */
export function moved(one, changes, before, after) {
  const start = changes.mapPos(one.start, one.start === one.end ? -1 : 1);
  const end = changes.mapPos(one.end, -1);
  if (end - start !== one.end - one.start) return null;
  if (before(one.start, one.end) !== after(start, end)) return null;
  return start === one.start ? one : { ...one, start, end };
}

/** The findings that an edit left whole, with those of their suggestions that it left whole. */
export function movedFindings(findings, changes, before, after) {
  const kept = [];
  for (const finding of findings) {
    const there = moved(finding, changes, before, after);
    if (!there) continue;
    const suggestions = finding.suggestions.map((one) => moved(one, changes, before, after)).filter(Boolean);
    kept.push({ ...there, suggestions });
  }
  return kept;
}

/** The highlights that an edit left whole. */
export function movedHighlights(highlights, changes, before, after) {
  return highlights.map((one) => moved(one, changes, before, after)).filter(Boolean);
}
