// What came of a draft, in words and as places to underline.

export function savedText(told, pack) {
  const failing = told?.examples.filter((one) => one.problem).length ?? 0;
  if (failing > 0) return `保存了。还有 ${failing} 个例子不成立，在那之前教练不会用它。`;
  return pack?.used ? "保存了。" : "保存了。这个规则包还没在用：在 coach.yaml 的 packs 里写上它。";
}

export function underlined(told) {
  if (!told) return [];
  const failing = told.examples.filter((one) => one.problem);
  return [
    ...told.problems.filter((one) => one.file === null),
    ...failing.map((one) => ({ ...one, message: one.problem, severity: "warning" })),
  ];
}

/** The line on which a key of the top stands, from 1. */
export function lineOfKey(text, key) {
  return Math.max(text.split("\n").findIndex((line) => line.startsWith(`${key}:`)) + 1, 1);
}
