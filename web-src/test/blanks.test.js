import assert from "node:assert/strict";
import test from "node:test";
import { blanksOf, nextBlank, previousBlank, tellsOfBlank, withSlots } from "../src/parts/blanks.js";

test("blanks are found in UTF-16 units, and brackets that do not match are none", () => {
  assert.deepEqual(blanksOf("😀因为⟨原因⟩，⟨⟩⟨a"), [
    { start: 4, end: 8, name: "原因" },
    { start: 9, end: 11, name: "" },
  ]);
});

test("Tab goes on from the selection, round the end, and leaves from the last one", () => {
  const blanks = blanksOf("⟨一⟩和⟨二⟩");
  assert.equal(nextBlank(blanks, 0, 0).start, 0);
  assert.equal(nextBlank(blanks, 0, 3).start, 4);
  assert.equal(nextBlank(blanks, 4, 7).start, 0);
  assert.equal(nextBlank(blanks.slice(0, 1), 0, 3), null);
  assert.equal(nextBlank([], 0, 0), null);
  assert.equal(previousBlank(blanks, 4).start, 0);
  assert.equal(previousBlank(blanks, 0), null);
});

test("only the finding about a blank that is shown is left to the blank", () => {
  const blanks = blanksOf("因为⟨原因⟩");
  assert.equal(tellsOfBlank({ guideline: "unfilled-blank", start: 2, end: 6 }, blanks), true);
  assert.equal(tellsOfBlank({ guideline: "unfilled-blank", start: 0, end: 2 }, blanks), false);
  assert.equal(tellsOfBlank({ guideline: "no-but", start: 2, end: 6 }, blanks), false);
});

test("a text is cut into words and slots", () => {
  assert.deepEqual(withSlots("因为⟨原因⟩，所以"), [
    { text: "因为", blank: false },
    { text: "原因", blank: true },
    { text: "，所以", blank: false },
  ]);
});
