// The course of the score as a line: points of an SVG, from scores in order of time.

const MOST = 60;

/** At most `most` points, each the mean of neighbours, so that a long week stays one calm line. */
export function thinned(scores, most = MOST) {
  if (scores.length <= most) return scores;
  const size = scores.length / most;
  return Array.from({ length: most }, (_, index) => {
    const part = scores.slice(Math.floor(index * size), Math.max(Math.floor((index + 1) * size), 1));
    return part.reduce((sum, one) => sum + one, 0) / part.length;
  });
}

/** `[[x, y], …]` in a box of `width` × `height` with `margin` around; the scale is 0–100, narrowed to what is used. */
export function line(scores, width, height, margin = 4) {
  const shown = thinned(scores);
  const [low, high] = scale(shown);
  const step = shown.length > 1 ? (width - 2 * margin) / (shown.length - 1) : 0;
  const rise = (height - 2 * margin) / (high - low);
  return shown.map((score, index) => [rounded(margin + index * step), rounded(height - margin - (score - low) * rise)]);
}

/** The lowest and highest score of the scale, at least 40 apart. */
export function scale(scores) {
  const low = Math.max(0, Math.min(...scores, 60) - 5);
  return [Math.min(low, 60), 100];
}

const rounded = (value) => Math.round(value * 10) / 10;
