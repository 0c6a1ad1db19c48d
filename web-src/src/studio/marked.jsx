// A text with places marked in it.

/** A text with its found places marked, and the wanted one outlined where it is another. */
export function Marked({ text, spans, wanted }) {
  const places = spans.map(([start, end]) => ({ start, end, kind: "found" }));
  if (wanted && !spans.some(([start, end]) => start === wanted[0] && end === wanted[1])) {
    places.push({ start: wanted[0], end: wanted[1], kind: "wanted" });
  }
  places.sort((one, other) => one.start - other.start);
  const parts = [];
  let at = 0;
  for (const { start, end, kind } of places) {
    if (start < at) continue;
    parts.push(text.slice(at, start), <mark key={start} data-kind={kind}>{text.slice(start, end)}</mark>);
    at = end;
  }
  return <span class="studio-text">{[...parts, text.slice(at)]}</span>;
}
