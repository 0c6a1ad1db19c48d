// Two texts side by side, line by line: what stands in one only.

const MOST = 2000; // lines of each side; longer ones are told apart as a whole

/** @returns {{kind: "same" | "mine" | "theirs", line: string}[]} */
export function lineDiff(theirs, mine) {
  const a = theirs.split("\n");
  const b = mine.split("\n");
  let head = 0;
  while (head < a.length && head < b.length && a[head] === b[head]) head += 1;
  let tail = 0;
  while (tail < a.length - head && tail < b.length - head && a[a.length - 1 - tail] === b[b.length - 1 - tail]) tail += 1;
  const middle = changed(a.slice(head, a.length - tail), b.slice(head, b.length - tail));
  const same = (lines) => lines.map((line) => ({ kind: "same", line }));
  return [...same(a.slice(0, head)), ...middle, ...same(a.slice(a.length - tail))];
}

function changed(a, b) {
  const whole = [...a.map((line) => ({ kind: "theirs", line })), ...b.map((line) => ({ kind: "mine", line }))];
  if (a.length > MOST || b.length > MOST || a.length * b.length > 4_000_000) return whole;
  const longest = table(a, b);
  const told = [];
  let i = 0;
  let j = 0;
  while (i < a.length || j < b.length) {
    if (i < a.length && j < b.length && a[i] === b[j]) {
      told.push({ kind: "same", line: a[i] });
      i += 1;
      j += 1;
    } else if (j >= b.length || (i < a.length && longest[i + 1][j] >= longest[i][j + 1])) {
      told.push({ kind: "theirs", line: a[i] });
      i += 1;
    } else {
      told.push({ kind: "mine", line: b[j] });
      j += 1;
    }
  }
  return told;
}

/** How many lines the rests from (i, j) on have in common. */
function table(a, b) {
  const rows = Array.from({ length: a.length + 1 }, () => new Uint16Array(b.length + 1));
  for (let i = a.length - 1; i >= 0; i -= 1) {
    for (let j = b.length - 1; j >= 0; j -= 1) {
      rows[i][j] = a[i] === b[j] ? rows[i + 1][j + 1] + 1 : Math.max(rows[i + 1][j], rows[i][j + 1]);
    }
  }
  return rows;
}
