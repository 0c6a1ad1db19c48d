// Words that several parts say.

export const SEVERITIES = { error: "错误", warning: "警告", info: "提示" };

/** The reasons for waving a finding away, as the server knows them. */
export const REASONS = [
  ["not-wrong", "没说错"],
  ["fits-here", "这里这么说合适"],
  ["house-style", "我们就这么说"],
  ["poor-suggestion", "建议不好用"],
  ["other", "其他原因"],
];

const isMac = /Mac|iPhone|iPad/.test(globalThis.navigator?.platform ?? "");

/** How a key is written on this machine: “Alt+Enter”, on a Mac “⌥↩”. */
export function keyName(keys) {
  if (!isMac) return keys.replace("Mod", "Ctrl").replace("Down", "↓").replace("Up", "↑");
  const signs = { Mod: "⌘", Alt: "⌥", Shift: "⇧", Enter: "↩", Down: "↓", Up: "↑" };
  return keys
    .split("+")
    .map((one) => signs[one] ?? one)
    .join("");
}
