// Search finds words however they are written, and knows where.
import assert from "node:assert/strict";
import test from "node:test";
import { around, folded, pieces, wordsOf } from "../src/parts/seek.js";

test("folding keeps the length, so that places stay places", () => {
  for (const text of ["ＡＢＣ但是", "ﬁ㈱😀", "", "İ"]) assert.equal(folded(text).length, text.length);
  assert.equal(folded("ＡＰＰ"), "app");
});

test("a query is its words, each once", () => {
  assert.deepEqual(wordsOf("  但是　 App 但是 "), ["但是", "app"]);
  assert.deepEqual(wordsOf(" "), []);
});

test("hits are marked where they stand, overlapping ones as one", () => {
  assert.deepEqual(pieces("可以，但是要等", ["但是", "是要"]), [
    { text: "可以，", hit: false },
    { text: "但是要", hit: true },
    { text: "等", hit: false },
  ]);
  assert.deepEqual(pieces("ＡＰＰ", ["app"]), [{ text: "ＡＰＰ", hit: true }]);
  assert.deepEqual(pieces("没有", ["但是"]), [{ text: "没有", hit: false }]);
  assert.deepEqual(pieces("", []), [{ text: "", hit: false }]);
});

test("the part around a hit holds it", () => {
  const text = `${"前".repeat(60)}但是${"后".repeat(60)}`;
  const part = around(text, ["但是"], 36);
  assert.ok(part.includes("但是"));
  assert.ok(part.startsWith("…") && part.endsWith("…"));
  assert.ok(part.length <= 38);
  assert.equal(around("短的但是", ["但是"]), "短的但是");
});
