import assert from "node:assert/strict";
import test from "node:test";
import { edit, isFilled, offers, reading, wanted } from "../src/parts/suggestions.js";

test("an edit selects its first blank, and without one stands behind the new words", () => {
  assert.deepEqual(edit({ start: 2, end: 4, replacement: "因为⟨原因⟩" }), {
    changes: { from: 2, to: 4, insert: "因为⟨原因⟩" },
    selection: { anchor: 4, head: 8 },
  });
  assert.deepEqual(edit({ start: 2, end: 4, replacement: "。" }).selection, { anchor: 3 });
});

test("a short change is read among its neighbours, within its clause", () => {
  const text = "那是程序。但是您可以换";
  assert.deepEqual(reading(text, { start: 4, end: 7, replacement: "。" }), {
    before: "那是程序。", old: "但是", new: "", after: "您可以换",
  });
});

test("words that both have in common are not struck, also when they are emoji", () => {
  const told = reading("😀你自己看", { start: 0, end: 6, replacement: "😀您自己看" });
  assert.deepEqual([told.before, told.old, told.new, told.after], ["😀", "你", "您", "自己看"]);
});

test("a blank is never cut in two", () => {
  const told = reading("⟨甲⟩", { start: 0, end: 3, replacement: "⟨甲乙⟩" });
  assert.equal(told.new, "⟨甲乙⟩");
});

test("of a long passage only what it becomes is read", () => {
  const text = "很".repeat(30);
  const told = reading(text, { start: 0, end: 30, replacement: "好" });
  assert.deepEqual(told, { before: "", old: "", new: "好", after: "" });
});

test("offers go round the findings of a place, each wording once", () => {
  const one = { suggestions: [{ start: 0, end: 1, replacement: "甲" }, { start: 0, end: 1, replacement: "乙" }] };
  const other = { suggestions: [{ start: 0, end: 1, replacement: "丙" }, { start: 0, end: 1, replacement: "甲" }] };
  const told = offers({ findings: [one, other] }).map(({ suggestion }) => suggestion.replacement);
  assert.deepEqual(told, ["甲", "丙", "乙"]);
  assert.deepEqual(offers({ findings: [{ suggestions: [] }] }), []);
});

test("what nobody sees any more is not applied with the rest", () => {
  const seen = { start: 3, end: 4, replacement: "您" };
  const gone = { start: 0, end: 1, replacement: "您" };
  const told = wanted([seen, gone], [{ guideline: "honorific", suggestions: [{ ...seen, applicability: "safe" }] }]);
  assert.deepEqual(told.map((one) => one.suggestion), [seen]);
});

test("a wording is taken when only its blanks were filled", () => {
  assert.equal(isFilled("因为⟨原因⟩，所以⟨限制⟩", "因为下雨，所以晚到"), true);
  assert.equal(isFilled("因为⟨原因⟩，所以⟨限制⟩", "因为⟨原因⟩，所以晚到"), false);
  assert.equal(isFilled("因为⟨原因⟩，所以⟨限制⟩", "下雨，所以晚到"), false);
  assert.equal(isFilled("好吗？(a+b)", "好吗？(a+b)"), true);
});
