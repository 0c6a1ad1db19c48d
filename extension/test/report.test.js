// What the coach is told of a finding, and what it is not.
import assert from "node:assert/strict";
import { test } from "node:test";
import { excerpted, feedbackOf } from "../content/report.js";
import { kindOf } from "../shared/messages.js";

const finding = { rule: "a/b", guideline: "b", severity: "info", fingerprint: "f", excerpt: "你", title: "t", why: "w", start: 1, end: 2 };

test("an excerpt has 40 characters at most", () => {
  assert.equal(excerpted("不能退货"), "不能退货");
  assert.equal(excerpted("😀".repeat(40)), "😀".repeat(40));
  assert.equal(excerpted("好".repeat(41)), `${"好".repeat(39)}…`);
  assert.equal(excerpted("😀".repeat(300)), `${"😀".repeat(39)}…`);
});

test("an excerpt does not end in half a number or address", () => {
  assert.equal(excerpted(`${"好".repeat(34)}13800000000，稍等`), `${"好".repeat(34)}…`);
  assert.equal(excerpted(`${"好".repeat(34)}138 0000 0000，稍等`), `${"好".repeat(34)}…`);
  assert.equal(excerpted(`${"好".repeat(34)}someone@example.com`), `${"好".repeat(34)}…`);
  assert.equal(excerpted("a".repeat(50)), `${"a".repeat(39)}…`);
});

test("a finding as long as the reply is told all the same", () => {
  const long = { ...finding, excerpt: "我看到您的单子了，".repeat(300) };
  const body = { id: "1", ...feedbackOf("dismissed", long, { reason: "fits-here", text: long.excerpt }, ["在吗"]) };
  assert.equal(kindOf({ type: "feedback", body }), "page");
  assert.equal([...body.excerpt].length <= 40 && body.excerpt.endsWith("…"), true);
});

test("only a dismissal takes the reply and the customer's messages along", () => {
  const told = { rule: "a/b", guideline: "b", severity: "info", fingerprint: "f", excerpt: "你" };
  assert.deepEqual(feedbackOf("dismissed", finding, { reason: "other", text: "你好" }, ["在吗"]), {
    action: "dismissed", ...told, reason: "other", text: "你好", context: ["在吗"],
  });
  assert.deepEqual(feedbackOf("accepted", finding, { replacement: "您".repeat(50), text: "你好" }, ["在吗"]), {
    action: "accepted", ...told, replacement: "您".repeat(50),
  });
  assert.deepEqual(feedbackOf("edited", finding, { replacement: "您".repeat(50) }, ["在吗"]), {
    action: "edited", ...told, replacement: `${"您".repeat(39)}…`,
  });
  assert.deepEqual(feedbackOf("edited", finding, {}, ["在吗"]), { action: "edited", ...told });
});
