// Searching in texts: words found however they are written (full or half width, large or small), and where.

/** `text` as it is compared: as long as it was, so that places in it are places in `text`. */
export function folded(text) {
  let made = "";
  for (const unit of text) {
    const plain = unit.normalize("NFKC").toLowerCase();
    made += plain.length === unit.length ? plain : unit;
  }
  return made;
}

/** The words of what was typed into a search field; each has to be found. */
export function wordsOf(query) {
  return [...new Set(folded(query).split(/\s+/).filter(Boolean))];
}

/** `text` in pieces `{text, hit}`, where what `words` find is a hit; overlapping ones are one piece. */
export function pieces(text, words) {
  const spans = spansOf(folded(text), words);
  const made = [];
  let at = 0;
  for (const [start, end] of spans) {
    if (start > at) made.push({ text: text.slice(at, start), hit: false });
    made.push({ text: text.slice(start, end), hit: true });
    at = end;
  }
  if (at < text.length || !made.length) made.push({ text: text.slice(at), hit: false });
  return made;
}

function spansOf(plain, words) {
  const found = [];
  for (const word of words) {
    for (let at = plain.indexOf(word); at >= 0; at = plain.indexOf(word, at + word.length)) {
      found.push([at, at + word.length]);
    }
  }
  found.sort((one, other) => one[0] - other[0] || other[1] - one[1]);
  const merged = [];
  for (const span of found) {
    const last = merged.at(-1);
    if (last && span[0] <= last[1]) last[1] = Math.max(last[1], span[1]);
    else merged.push(span);
  }
  return merged;
}

/** The part of `text` around the first hit, at most about `size` characters, with … where it was cut. */
export function around(text, words, size = 36) {
  const first = spansOf(folded(text), words)[0]?.[0] ?? 0;
  const start = text.length <= size ? 0 : Math.max(0, Math.min(first - 8, text.length - size));
  const end = Math.min(text.length, start + size);
  return (start ? "…" : "") + text.slice(start, end) + (end < text.length ? "…" : "");
}
