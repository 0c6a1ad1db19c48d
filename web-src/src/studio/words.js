// What the studio calls things.

export const KINDS = {
  rule: "规则",
  signal: "信号",
  lexicon: "词表",
  playbook: "话术",
  wordings: "句式",
  guidelines: "准则",
  pack: "设置",
};

export const SEVERITIES = { error: "错误", warning: "警告", info: "提示" };

export const CONDITIONS = {
  overlaps: "和它重叠",
  before: "前面有",
  after: "后面有",
  scope: "看多远",
  inside: "在符号里",
  clause: "这是一个",
  subject: "说的是",
  turn: "别处还有",
  "turn-without": "别处没有",
  context: "客户说过",
  "last-message": "客户刚说",
};

/** The name of a rule file's rule, or the bare name of any other file. */
export function stem(file) {
  return file.split("/").pop().replace(/\.ya?ml$/, "");
}
