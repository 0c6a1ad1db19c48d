// What is taken from an answer, and how it is grouped.
import assert from "node:assert/strict";
import { test } from "node:test";
import { blanks, nextBlank } from "../content/blanks.js";
import { findingsOf, placeAt, placeFrom, places } from "../content/findings.js";

const found = (start, end, severity = "warning", more = {}) => ({
  rule: "a/b", guideline: "b", severity, start, end, excerpt: "", title: "", suggestions: [], ...more,
});

test("findings outside the text or without a shape are left out", () => {
  const answer = { findings: [found(0, 2), found(3, 99), found(-1, 2), found(2, 1), found(0, 1, "loud"), null, "x"] };
  assert.equal(findingsOf(answer, "不能退").length, 1);
  assert.deepEqual(findingsOf({}, "不能退"), []);
  assert.deepEqual(findingsOf(null, "不能退"), []);
});

test("suggestions outside the text are left out, words that are none become empty", () => {
  const suggestions = [{ start: 0, end: 1, replacement: "您" }, { start: 0, end: 9, replacement: "您" }, { start: 0, end: 1 }];
  const [one] = findingsOf({ findings: [found(0, 1, "info", { suggestions, what: 7 })] }, "你好");
  assert.equal(one.suggestions.length, 1);
  assert.equal(one.what, "");
});

test("a place without width is shown at the character beside it", () => {
  assert.deepEqual(findingsOf({ findings: [found(1, 1)] }, "你好").map(({ start, end }) => [start, end]), [[1, 2]]);
  assert.deepEqual(findingsOf({ findings: [found(2, 2)] }, "你好").map(({ start, end }) => [start, end]), [[1, 2]]);
});

test("findings at one place are one place, the gravest first", () => {
  const all = places([found(4, 6, "info"), found(0, 2), found(4, 6, "error"), found(4, 8)]);
  assert.deepEqual(all.map(({ start, end, severity, findings }) => [start, end, severity, findings.length]), [
    [0, 2, "warning", 1],
    [4, 6, "error", 2],
    [4, 8, "warning", 1],
  ]);
});

test("the caret finds the narrowest place it is in, else the next, else the first", () => {
  const all = places([found(4, 6), found(4, 9), found(12, 14)]);
  assert.equal(placeAt(all, 5).end, 6);
  assert.equal(placeAt(all, 8).end, 9);
  assert.equal(placeAt(all, 11), null);
  assert.equal(placeFrom(all, 10).start, 12);
  assert.equal(placeFrom(all, 20).start, 4);
  assert.equal(placeFrom([], 0), null);
});

test("blanks are found one after the other", () => {
  const text = "我⟨几点前⟩给您⟨结果⟩";
  assert.deepEqual(blanks(text).map(({ start, end }) => text.slice(start, end)), ["⟨几点前⟩", "⟨结果⟩"]);
  assert.equal(nextBlank(text, 3).start, text.indexOf("⟨结果⟩"));
  assert.equal(nextBlank(text, text.length).start, 1);
  assert.equal(nextBlank("没有", 0), null);
  assert.deepEqual(blanks("⟨没关\n上⟩"), []);
});
