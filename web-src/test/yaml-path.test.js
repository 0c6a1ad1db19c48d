import assert from "node:assert/strict";
import { test } from "node:test";
import { placeAt } from "../src/studio/yaml-path.js";

/** The place of the `|` in a text. */
function place(marked) {
  const at = marked.indexOf("|");
  const found = placeAt(marked.replace("|", ""), at);
  return [found.kind, found.path, found.written];
}

test("keys and values of the top", () => {
  assert.deepEqual(place("|"), ["key", [], ""]);
  assert.deepEqual(place("gui|"), ["key", [], "gui"]);
  assert.deepEqual(place("guideline: no|"), ["value", ["guideline"], "no"]);
  assert.deepEqual(place("a: b\nsev|"), ["key", [], "sev"]);
  assert.deepEqual(place("# x: y\na: b\n\n|"), ["key", [], ""]);
});

test("inside brackets", () => {
  assert.deepEqual(place("check: {ki|"), ["key", ["check"], "ki"]);
  assert.deepEqual(place("check: {kind: ph|"), ["value", ["check", "kind"], "ph"]);
  assert.deepEqual(place('check: {kind: phrase, any: ["一", "<re|'), ["value", ["check", "any", 1], "<re"]);
  assert.deepEqual(place('check: {any: ["a, {b: c"], ed|'), ["key", ["check"], "ed"]);
  assert.deepEqual(place("any: [\n  一,\n  二|"), ["value", ["any", 1], "二"]);
  assert.deepEqual(place("check: {kind: phrase}\nex|"), ["key", [], "ex"]);
});

test("inside lists", () => {
  assert.deepEqual(place("examples:\n  - {flag: 一}\n  - {qu|"), ["key", ["examples", 1], "qu"]);
  assert.deepEqual(place("examples:\n  - flag: 一\n    be|"), ["key", ["examples", 0], "be"]);
  assert.deepEqual(place("examples:\n  - flag: 一|"), ["value", ["examples", 0, "flag"], "一"]);
  assert.deepEqual(place("any:\n  - 一\n  - 二\nunless:\n  - over|"), ["either", ["unless", 0], "over"]);
  assert.deepEqual(place("any:\n- 一\n- 二\nb|"), ["key", [], "b"]);
  assert.deepEqual(place("things:\n  改地址:\n    can: 一\n    li|"), ["key", ["things", "改地址"], "li"]);
  assert.deepEqual(place("things:\n  改地址:\n    can: 一\n  退货:\n    |"), ["key", ["things", "退货"], ""]);
  assert.deepEqual(place("severity:\n  info:\n    - {before: x, sc|"), ["key", ["severity", "info", 0], "sc"]);
});

test("no text and no position throws", () => {
  const text = 'a: {b: [c, "d\nx: y\n - : }]{\n\t- "q\n  z: \'r';
  for (let at = 0; at <= text.length; at += 1) placeAt(text, at);
});
