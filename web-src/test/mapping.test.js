import assert from "node:assert/strict";
import test from "node:test";
import { ChangeSet, Text } from "@codemirror/state";
import { moved, movedFindings } from "../src/parts/mapping.js";

/** What `one` becomes when `edits` are made in `text`. */
function after(text, edits, one, carry = moved) {
  const changes = ChangeSet.of(edits, text.length);
  const now = changes.apply(Text.of(text.split("\n"))).toString();
  const result = carry(one, changes, (start, end) => text.slice(start, end), (start, end) => now.slice(start, end));
  return { result, now };
}

const at = (text, words, more = {}) => {
  const start = text.indexOf(words);
  return { start, end: start + words.length, ...more };
};

test("words stand where they stood when something was written before them", () => {
  const text = "抱歉，但是不行";
  const { result, now } = after(text, [{ from: 0, insert: "😀亲，" }], at(text, "但是"));
  assert.equal(now.slice(result.start, result.end), "但是");
});

test("words that were written at either edge do not belong to them", () => {
  const text = "抱歉，但是不行";
  const place = at(text, "但是");
  for (const from of [place.start, place.end]) {
    const { result, now } = after(text, [{ from, insert: "吧" }], place);
    assert.equal(now.slice(result.start, result.end), "但是");
  }
});

test("words that were touched are dropped", () => {
  const text = "抱歉，但是不行";
  const { start, end } = at(text, "但是");
  assert.equal(after(text, [{ from: start + 1, insert: "凡" }], { start, end }).result, null);
  assert.equal(after(text, [{ from: start, to: start + 1 }], { start, end }).result, null);
  assert.equal(after(text, [{ from: start, to: end, insert: "不过" }], { start, end }).result, null);
  assert.equal(after(text, [{ from: 0, to: text.length }], { start, end }).result, null);
});

test("a finding outlives an edit that only spoils one of its suggestions", () => {
  const text = "我不能退，但是可以换";
  const finding = at(text, "但是", { suggestions: [at(text, "但是", { replacement: "" }), at(text, "，但是可以换")] });
  const edits = [{ from: text.length - 1, to: text.length, insert: "修" }];
  const { result } = after(text, edits, [finding], movedFindings);
  assert.equal(result.length, 1);
  assert.deepEqual(result[0].suggestions.map((one) => one.replacement), [""]);
});

test("random edits never leave a mark on other words", () => {
  let seed = 7;
  const random = (most) => (seed = (seed * 48271) % 2147483647) % most;
  const letters = [..."我不能退但是您好，。😀親"];
  const text = (length) => Array.from({ length }, () => letters[random(letters.length)]).join("");
  for (let round = 0; round < 2000; round++) {
    const old = text(20);
    const from = random(old.length);
    const edits = [{ from, to: Math.min(old.length, from + random(4)), insert: text(random(4)) }];
    const start = random(old.length);
    const one = { start, end: Math.min(old.length, start + 1 + random(5)) };
    const { result, now } = after(old, edits, one);
    if (result) assert.equal(now.slice(result.start, result.end), old.slice(one.start, one.end));
  }
});
