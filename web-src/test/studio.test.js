import assert from "node:assert/strict";
import { test } from "node:test";
import { lineDiff } from "../src/studio/line-diff.js";
import { orderOf, schemaAt } from "../src/studio/schema-at.js";

const SCHEMA = {
  roots: { rule: "Rule", playbook: "Playbook", guidelines: "Guideline" },
  shapes: {
    Rule: {
      guideline: { help: "准则", required: true },
      severity: { help: "严重", values: ["error", "info"], shapes: ["Condition"], named: true },
      check: { help: "找", shapes: ["Phrase", "Absence"] },
    },
    Phrase: { kind: { help: "种类", values: ["phrase"] }, any: { help: "说法", list: true } },
    Absence: { kind: { help: "种类", values: ["absence"] }, need: { help: "需要", list: true } },
    Condition: { before: { help: "前面" } },
    Playbook: { things: { help: "事", shapes: ["Thing"], named: true } },
    Thing: { can: { help: "能" } },
    Guideline: { what: { help: "是什么" } },
  },
  values: { info: "提示" },
};

test("the schema says what may stand at a place", () => {
  assert.deepEqual(Object.keys(schemaAt(SCHEMA, "rule", []).keys), ["guideline", "severity", "check"]);
  assert.deepEqual(Object.keys(schemaAt(SCHEMA, "rule", ["check"]).keys), ["kind", "any", "need"]);
  assert.deepEqual(Object.keys(schemaAt(SCHEMA, "rule", ["severity"]).keys), ["error", "info"]);
  assert.deepEqual(Object.keys(schemaAt(SCHEMA, "rule", ["severity", "info", 0]).keys), ["before"]);
  assert.deepEqual(Object.keys(schemaAt(SCHEMA, "playbook", ["things"]).keys), []);
  assert.deepEqual(Object.keys(schemaAt(SCHEMA, "playbook", ["things", "改地址"]).keys), ["can"]);
  assert.deepEqual(Object.keys(schemaAt(SCHEMA, "guidelines", ["mine"]).keys), ["what"]);
  assert.deepEqual(schemaAt(SCHEMA, "rule", ["nothing", "x"]).keys, {});
  assert.deepEqual(orderOf(SCHEMA, "rule"), ["guideline", "severity", "check"]);
});

test("two texts are told apart line by line", () => {
  assert.deepEqual(
    lineDiff("a\nb\nc\nd", "a\nx\nc\nd").map((one) => `${one.kind[0]}${one.line}`),
    ["sa", "tb", "mx", "sc", "sd"],
  );
  assert.deepEqual(lineDiff("a", "a"), [{ kind: "same", line: "a" }]);
  const told = lineDiff("1\n2\n3\n4\n5", "0\n1\n3\n5\n6");
  assert.equal(told.filter((one) => one.kind !== "mine").map((one) => one.line).join("\n"), "1\n2\n3\n4\n5");
  assert.equal(told.filter((one) => one.kind !== "theirs").map((one) => one.line).join("\n"), "0\n1\n3\n5\n6");
});
