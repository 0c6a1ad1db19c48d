import assert from "node:assert/strict";
import { test } from "node:test";
import { readYaml, setAt } from "../src/studio/yaml-edit.js";

const RULE = `# 为什么有这条规则
guideline: no-cannot   # 准则

check: {kind: phrase, any: [办不了, "做不到"]}   # 先抓最常见的

# 例外
unless:
  - {overlaps: 能不能, quiet: 能不能退}   # 问句
  - overlaps: 不能不
    quiet: 不能不说
examples:
  - {flag: "这个⟦办不了⟧", better: 我来办}
  - flag: 做不到
    context: [都三天了]
  - {quiet: 这就办}   # 好的
source: 测试
`;

/** The edit changes exactly the lines given as [old, new]; every other line stays. */
function changes(path, value, removed, added, text = RULE, order = undefined) {
  const edited = setAt(text, path, value, order);
  const before = text.split("\n");
  const after = edited.split("\n");
  assert.deepEqual(before.filter((line) => !after.includes(line)), removed);
  assert.deepEqual(after.filter((line) => !before.includes(line)), added);
  assert.equal(readYaml(edited).problem, null, edited);
  return readYaml(edited).data;
}

test("a scalar is replaced in its own quotes, its comment stays", () => {
  changes(["guideline"], "no-but", ["guideline: no-cannot   # 准则"], ["guideline: no-but   # 准则"]);
  const data = changes(["check", "any", 1], "说“不”: 了", [RULE.split("\n")[3]], [
    'check: {kind: phrase, any: [办不了, "说“不”: 了"]}   # 先抓最常见的',
  ]);
  assert.equal(data.check.any[1], "说“不”: 了");
});

test("text that YAML would read as something else is quoted", () => {
  for (const text of ["a, b", "x: y", "- a", "#a", "{a}", "[b]", "'", '"', "末尾 ", "两\n行", "a #b", "", "@", "⟨空⟩", "&a"]) {
    const edited = setAt(RULE, ["check", "any", 0], text);
    assert.equal(readYaml(edited).data.check.any[0], text);
    assert.equal(readYaml(setAt(RULE, ["title"], text)).data.title, text);
  }
});

test("items are added to lists in a line and to lists of lines", () => {
  changes(["check", "any", 2], "不行", [RULE.split("\n")[3]], ['check: {kind: phrase, any: [办不了, "做不到", 不行]}   # 先抓最常见的']);
  const data = changes(["examples", 3], { quiet: "好, 的" }, [], ['  - {quiet: "好, 的"}']);
  assert.deepEqual(data.examples[3], { quiet: "好, 的" });
});

test("items and keys are taken out", () => {
  changes(["check", "any", 0], undefined, [RULE.split("\n")[3]], ['check: {kind: phrase, any: ["做不到"]}   # 先抓最常见的']);
  changes(["check", "any", 1], undefined, [RULE.split("\n")[3]], ["check: {kind: phrase, any: [办不了]}   # 先抓最常见的"]);
  changes(["examples", 0], undefined, ['  - {flag: "这个⟦办不了⟧", better: 我来办}'], []);
  const data = changes(["examples", 1], undefined, ["  - flag: 做不到", "    context: [都三天了]"], []);
  assert.equal(data.examples.length, 2);
  changes(["examples", 0, "better"], undefined, ['  - {flag: "这个⟦办不了⟧", better: 我来办}'], ['  - {flag: "这个⟦办不了⟧"}']);
  changes(["source"], undefined, ["source: 测试"], []);
});

test("with the last entry its list goes, with the first key of an item the next one moves up", () => {
  const data = readYaml(setAt(RULE, ["examples", 1, "context", 0], undefined)).data;
  assert.deepEqual(data.examples[1], { flag: "做不到" });
  const moved = readYaml(setAt(RULE, ["examples", 1, "flag"], undefined)).data;
  assert.deepEqual(moved.examples[1], { context: ["都三天了"] });
});

test("new keys stand where they usually do", () => {
  const order = ["guideline", "title", "severity", "check"];
  const edited = setAt(RULE, ["severity"], "info", order);
  assert.match(edited, /guideline: no-cannot {3}# 准则\nseverity: info\n\ncheck:/);
  const listed = setAt(RULE, ["suggest"], [{ rewrite: "⟨空⟩" }], []);
  assert.deepEqual(readYaml(listed).data.suggest, [{ rewrite: "⟨空⟩" }]);
  assert.equal(readYaml(setAt(RULE, ["suggest", 0], { rewrite: "好" })).data.suggest[0].rewrite, "好");
  assert.equal(readYaml(setAt(RULE, ["examples", 0, "context"], ["在吗"])).data.examples[0].context[0], "在吗");
  assert.equal(readYaml(setAt(RULE, ["examples", 1, "better"], "来办")).data.examples[1].better, "来办");
  assert.match(setAt("check: a\n", ["guideline"], "x", ["guideline", "check"]), /^guideline: x\ncheck: a/);
  assert.equal(readYaml(setAt("", ["title"], "x")).data.title, "x");
});

test("one text becomes a list when a second is added, and a value of lines one line", () => {
  assert.deepEqual(readYaml(setAt("any: 一个\n", ["any", 1], "两个")).data.any, ["一个", "两个"]);
  assert.deepEqual(readYaml(setAt("any:\n  - 一个\n  - 两个 # x\nb: c\n", ["any"], "三")).data, { any: "三", b: "c" });
  assert.equal(readYaml(setAt("what: |\n  一\n  二\nwhy: 三\n", ["what"], "四")).data.what, "四");
  assert.deepEqual(readYaml(setAt("any:\n- 一\nb: c\n", ["any", 1], "二")).data, { any: ["一", "二"], b: "c" });
  assert.deepEqual(readYaml(setAt("any:\nb: c\n", ["any", 0], "二")).data, { any: ["二"], b: "c" });
});

test("every change of a random walk can be read back, and touches nothing else", () => {
  let seed = 7;
  const random = (n) => (seed = (seed * 48271) % 2147483647) % n;
  const texts = ["好", "a: b", "⟦x⟧", "“引”", "a,b", "两\n行", "#", "- x"];
  let text = RULE;
  for (let step = 0; step < 400; step += 1) {
    const data = readYaml(text).data;
    const kind = random(4);
    const examples = data.examples ?? [];
    const at = random(examples.length + 1);
    const put = texts[random(texts.length)];
    if (kind === 0) text = setAt(text, ["examples", at], { quiet: put });
    else if (kind === 1 && examples.length > 2) text = setAt(text, ["examples", random(examples.length)], undefined);
    else if (kind === 2) text = setAt(text, ["check", "any", random(data.check.any.length + 1)], put);
    else if (kind === 3 && data.check.any.length > 1) text = setAt(text, ["check", "any", 0], undefined);
    assert.equal(readYaml(text).problem, null, text);
    assert.ok(text.startsWith("# 为什么有这条规则\nguideline: no-cannot   # 准则\n\ncheck: {kind: phrase, any: ["));
    assert.ok(text.includes("\n\n# 例外\nunless:\n  - {overlaps: 能不能, quiet: 能不能退}   # 问句\n"));
  }
});

test("an empty place that is filled in gets no quotes that it does not need", () => {
  const empty = setAt(RULE, ["examples", 3], { quiet: "" });
  assert.match(setAt(empty, ["examples", 3, "quiet"], "好的"), /\n {2}- \{quiet: 好的\}\n/);
});

test("what cannot be read is not changed", () => {
  assert.throws(() => setAt("a: [\n", ["a"], "b"));
  assert.equal(readYaml("a: [\n").data, null);
});
