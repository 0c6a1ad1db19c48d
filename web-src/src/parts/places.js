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

/** The place at `position`, its edges counted in; of two that meet there the one that begins there. */
export function placeAt(places, position) {
  return places.findLast((place) => place.start <= position && position <= place.end) ?? null;
}

/** The place that a step forward (1) or back (-1) from `position` leads to, round the end. */
export function stepped(places, position, direction) {
  if (!places.length) return null;
  if (direction > 0) return places.find((place) => place.start > position) ?? places[0];
  return places.findLast((place) => place.end < position) ?? places.at(-1);
}
