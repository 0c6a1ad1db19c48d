// Blanks: what a person must fill in, ⟨written so⟩.

const BLANK = /⟨[^⟨⟩\n]*⟩/gu;

/** The places of the blanks in a text, as `{start, end}`. */
export function blanks(text) {
  return [...text.matchAll(BLANK)].map((match) => ({ start: match.index, end: match.index + match[0].length }));
}

/** The first blank that begins at or after `from`, else the first of all, else null. */
export function nextBlank(text, from = 0) {
  const all = blanks(text);
  return all.find((blank) => blank.start >= from) ?? all[0] ?? null;
}
