// Findings gathered by the place that they speak of: one card and one stretch of underline for each.

/** How grave each severity is. */
export const GRAVITY = { error: 3, warning: 2, info: 1 };

const graver = (one, other) => GRAVITY[one] > GRAVITY[other];

/**
 * The places of `findings` (wire objects), in order: findings whose spans overlap share one.
 *
 * @returns {{key: string, start: number, end: number, severity: string, findings: object[]}[]} the gravest finding of a
 *   place comes first; `key` stays the same while the first finding of the place does.
 */
export function gathered(findings) {
  const places = [];
  const sorted = [...findings].sort((one, other) => one.start - other.start || one.end - other.end);
  for (const finding of sorted) {
    const last = places.at(-1);
    if (last && last.start < finding.end && finding.start < last.end) {
      last.end = Math.max(last.end, finding.end);
      last.findings.push(finding);
      if (graver(finding.severity, last.severity)) last.severity = finding.severity;
    } else {
      const { start, end, severity, fingerprint } = finding;
      places.push({ key: fingerprint, start, end, severity, findings: [finding] });
    }
  }
  for (const place of places) place.findings.sort((one, other) => GRAVITY[other.severity] - GRAVITY[one.severity]);
  return places;
}

const WIDE = 30; // UTF-16 units

/**
 * The places as they are shown, in order: as `gathered`, but what is said of a long stretch with other places in it (the
 * reply is too long) would swallow them all, and so stands by itself, at the end, with `isWide`.
 */
export function placesOf(findings) {
  const wide = findings.filter((one) => isWide(one, findings));
  const others = gathered(findings.filter((one) => !wide.includes(one)));
  return [...others, ...wide.flatMap((one) => gathered([one])).map((place) => ({ ...place, isWide: true }))];
}

function isWide(wide, findings) {
  if (wide.end - wide.start < WIDE) return false;
  const inside = findings.filter((one) => one !== wide && wide.start <= one.start && one.end <= wide.end);
  const firstEnd = Math.min(...inside.map((one) => one.end));
  return inside.some((one) => one.start >= firstEnd);
}

/** The stretches of one place that get an underline: each as grave as the gravest finding that covers it. */
export function stretches(place) {
  const edges = [...new Set(place.findings.flatMap((one) => [one.start, one.end]))].sort((one, other) => one - other);
  const found = [];
  for (let index = 0; index + 1 < edges.length; index++) {
    const [start, end] = [edges[index], edges[index + 1]];
    const covering = place.findings.filter((one) => one.start <= start && end <= one.end);
    if (!covering.length) continue;
    const severity = covering.reduce((worst, one) => (graver(one.severity, worst) ? one.severity : worst), "info");
    const last = found.at(-1);
    if (last && last.end === start && last.severity === severity) last.end = end;
    else found.push({ start, end, severity });
  }
  return found;
}

/** The place at `position`, its edges counted in; of two that meet there the one that begins there, a wide one last. */
export function placeAt(places, position) {
  const there = places.filter((place) => place.start <= position && position <= place.end);
  return there.findLast((place) => !place.isWide) ?? there.at(-1) ?? null;
}

/** The place that a step forward (1) or back (-1) leads to, round the end: from `active`, or else from `position`. */
export function stepped(places, active, position, direction) {
  if (!places.length) return null;
  if (active) return places.at((places.indexOf(active) + direction) % places.length);
  if (direction > 0) return places.find((place) => place.start > position) ?? places[0];
  return places.findLast((place) => place.end < position) ?? places.at(-1);
}
