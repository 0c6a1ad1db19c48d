// The handbook's order, its search and its filters.
import assert from "node:assert/strict";
import test from "node:test";
import { blanks, placed, plain, wordings } from "../src/handbook/example.js";
import { counted, opened, shelve, sift } from "../src/handbook/shelf.js";

const rule = (id, guideline, more = {}) => ({
  id,
  pack: id.split("/")[0],
  guideline,
  title: "题",
  what: "",
  why: "",
  instead: "",
  source: "",
  dimension: "empathy",
  praise: "",
  severities: ["warning"],
  examples: [],
  ...more,
});
const ANSWER = {
  packs: [
    { name: "positive", title: "正向表达" },
    { name: "highlights", title: "亮点" },
  ],
  guidelines: [
    { id: "thanks", title: "道谢", pack: "highlights", dimension: "empathy" },
    { id: "no-but", title: "没有“但是”", pack: "positive", dimension: "empathy" },
  ],
  rules: [
    rule("positive/no-but-idiom", "no-but", { severities: ["info"] }),
    rule("positive/no-but", "no-but", {
      title: "没有“但是”",
      severities: ["warning", "info"],
      examples: [{ flag: "可以⟦但⟧要等", better: "周五能送到" }, { quiet: "不但包邮" }],
    }),
    rule("highlights/thanks", "thanks", { praise: "full", severities: [], title: "道谢" }),
    rule("own/x", "no-but", { dimension: "assurance" }),
  ],
};
const all = { words: [], severity: "", dimension: "", part: "" };
const ids = (sections) => sections.flatMap((one) => one.entries.flatMap((entry) => entry.rules.map(({ id }) => id)));

test("what breaks a guideline stands before what honours one, and a guideline's own rule leads", () => {
  const sections = shelve(ANSWER);
  assert.deepEqual(
    sections.map((one) => [one.title, one.praise, one.entries.map((entry) => entry.id)]),
    [
      ["正向表达", false, ["no-but"]],
      ["亮点", true, ["thanks"]],
    ],
  );
  assert.deepEqual(ids(sections), ["positive/no-but", "own/x", "positive/no-but-idiom", "highlights/thanks"]);
  assert.deepEqual(sections[0].entries[0].severities, ["warning", "info"]);
  assert.deepEqual(counted(sections), { guidelines: 2, rules: 4 });
});

test("every word has to stand in one rule, in whichever of its texts", () => {
  const sections = shelve(ANSWER);
  assert.deepEqual(ids(sift(sections, { ...all, words: ["但要", "周五"] })), ["positive/no-but"]);
  assert.deepEqual(ids(sift(sections, { ...all, words: ["包邮"] })), ["positive/no-but"]);
  assert.deepEqual(ids(sift(sections, { ...all, words: ["但要", "没有这个"] })), []);
  const [section] = sift(sections, { ...all, words: ["周五"] });
  assert.deepEqual(section.entries[0].hit, { rule: "positive/no-but", where: "更好", text: "周五能送到" });
});

test("filters go together", () => {
  const sections = shelve(ANSWER);
  assert.deepEqual(ids(sift(sections, { ...all, severity: "info" })), ["positive/no-but", "positive/no-but-idiom"]);
  assert.deepEqual(ids(sift(sections, { ...all, dimension: "assurance" })), ["own/x"]);
  assert.deepEqual(ids(sift(sections, { ...all, severity: "info", dimension: "assurance" })), []);
  assert.deepEqual(ids(sift(sections, { ...all, part: "praise" })), ["highlights/thanks"]);
  assert.equal(ids(sift(sections, { ...all, part: "mend" })).length, 3);
});

test("an address names a rule or a guideline", () => {
  const sections = shelve(ANSWER);
  assert.equal(opened(sections, "own/x").rule.id, "own/x");
  assert.equal(opened(sections, "no-but").rule.id, "positive/no-but");
  assert.equal(opened(sections, "none"), null);
  assert.equal(opened(sections, ""), null);
});

test("an example has its mark in place, or none", () => {
  assert.deepEqual(placed("可以⟦但⟧要等"), { before: "可以", marked: "但", after: "要等" });
  assert.deepEqual(placed("上\n⟦下⟧"), { before: "上\n", marked: "下", after: "" });
  assert.deepEqual(placed("没有记号"), { before: "没有记号", marked: "", after: "" });
  assert.equal(plain("可以⟦但⟧要等"), "可以但要等");
});

test("rewrites show their blanks, and only whole wordings are shown", () => {
  assert.deepEqual(blanks("我来{action}，⟨几点前⟩好"), [
    { text: "我来", blank: false },
    { text: "原话里的事", blank: true },
    { text: "，", blank: false },
    { text: "几点前", blank: true },
    { text: "好", blank: false },
  ]);
  const suggest = [{ rewrite: "。" }, { rewrite: "{masked}" }, { playbook: "a", rewrite: "$because，行吗" }, { applicability: "safe" }];
  assert.deepEqual(wordings([...suggest, { rewrite: "我来帮您" }, { rewrite: "我来帮您" }]), [{ rewrite: "我来帮您" }]);
  assert.deepEqual(wordings(undefined), []);
});
