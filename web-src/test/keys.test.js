import assert from "node:assert/strict";
import test from "node:test";
import { commandOf } from "../src/parts/keys.js";

const NONE = { keyCode: 0, isComposing: false, altKey: false, ctrlKey: false, metaKey: false, shiftKey: false };
const key = (code, more = {}) => commandOf({ code, ...NONE, ...more });

test("the keys and what they stand for", () => {
  assert.deepEqual(key("Digit2", { altKey: true }), { name: "offer", index: 1 });
  assert.deepEqual(key("Enter", { altKey: true }), { name: "first" });
  assert.deepEqual(key("Enter", { altKey: true, shiftKey: true }), { name: "all" });
  assert.deepEqual(key("Enter", { ctrlKey: true }), { name: "copy" });
  assert.deepEqual(key("NumpadEnter", { metaKey: true }), { name: "copy" });
  assert.deepEqual(key("ArrowDown", { altKey: true }), { name: "next" });
  assert.deepEqual(key("F8", { shiftKey: true }), { name: "previous" });
  assert.deepEqual(key("KeyX", { altKey: true }), { name: "dismiss" });
});

test("what types a character, or belongs to AltGr or the system, is no command", () => {
  assert.equal(key("Digit2"), null);
  assert.equal(key("Enter"), null);
  assert.equal(key("Digit2", { altKey: true, ctrlKey: true }), null);
  assert.equal(key("Digit2", { altKey: true, shiftKey: true }), null);
  assert.equal(key("KeyZ", { ctrlKey: true }), null);
  assert.equal(key("Numpad2", { altKey: true }), null);
});

test("an input method keeps its keys", () => {
  assert.equal(key("Enter", { altKey: true, isComposing: true }), null);
  assert.equal(key("Digit1", { altKey: true, keyCode: 229 }), null);
});
