// How a text became another: the one stretch that changed, and where marks are afterwards.

/** The change from `before` to `after`: `before[start:end]` became `after[start:newEnd]`. */
export function change(before, after) {
  const shorter = Math.min(before.length, after.length);
  let start = 0;
  while (start < shorter && before[start] === after[start]) start++;
  let tail = 0;
  while (tail < shorter - start && before[before.length - 1 - tail] === after[after.length - 1 - tail]) tail++;
  return { start, end: before.length - tail, newEnd: after.length - tail };
}

/** `place` after the change; null when the change reached into it. */
export function moved(place, { start, end, newEnd }) {
  if (place.end <= start) return place;
  if (place.start < end) return null;
  const by = newEnd - end;
  return { ...place, start: place.start + by, end: place.end + by };
}

/** The marks that stand after the change, moved along, and those that it reached into. */
export function carry(findings, before, after) {
  const what = change(before, after);
  const kept = [];
  const touched = [];
  for (const finding of findings) {
    const place = moved(finding, what);
    if (place) kept.push({ ...place, suggestions: finding.suggestions.map((one) => moved(one, what)).filter(Boolean) });
    else touched.push({ finding, ...reached(finding, what) });
  }
  return { kept, touched };
}

// Where in the new text a place is that the change reached into.
function reached(place, { start, end, newEnd }) {
  return { start: Math.min(place.start, start), end: newEnd + Math.max(0, place.end - end) };
}

/** A replacement less what it leaves as it is at both ends, so that only what differs is typed. */
export function smallest({ start, end, replacement }, text) {
  const old = text.slice(start, end);
  const { start: skip, end: oldEnd, newEnd } = change(old, replacement);
  const isHalf = (one, at) => at > 0 && at < one.length && /[\udc00-\udfff]/.test(one[at]);
  if (isHalf(old, skip) || isHalf(old, oldEnd) || isHalf(replacement, skip) || isHalf(replacement, newEnd)) {
    return { start, end, replacement };
  }
  return { start: start + skip, end: start + oldEnd, replacement: replacement.slice(skip, newEnd) };
}
