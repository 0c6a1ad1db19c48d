// What feedback comes to, and the words of pairing.
import assert from "node:assert/strict";
import test from "node:test";
import { moment, reasonsInWords, settledInWords, shared } from "../src/feedback/shares.js";
import { clock, dayOf, grouped, nameOf } from "../src/parts/pairing.js";

const rule = (accepted, edited, dismissed) => ({ rule: "a/b", accepted, edited, dismissed });

test("shares add up to a hundred", () => {
  for (const counts of [[1, 1, 1], [7, 0, 0], [2, 3, 1], [0, 0, 9]]) {
    const { shares } = shared(rule(...counts));
    assert.equal(shares.accepted + shares.edited + shares.dismissed, 100);
  }
  assert.deepEqual(shared(rule(0, 0, 0)).shares, { accepted: 0, edited: 0, dismissed: 0 });
});

test("a rule is doubtful when enough people dismissed it", () => {
  assert.equal(shared(rule(1, 0, 4)).isDoubtful, true);
  assert.equal(shared(rule(0, 0, 4)).isDoubtful, false);
  assert.equal(shared(rule(9, 0, 4)).isDoubtful, false);
});

test("reasons and places are said in words", () => {
  assert.equal(reasonsInWords({ "fits-here": 1, "not-wrong": 3, other: 0 }), "没说错 3 次 · 这里这么说合适 1 次");
  assert.equal(reasonsInWords(undefined), "");
  assert.equal(settledInWords("allowed", "coach.yaml:12"), "已加进豁免名单：coach.yaml:12");
  assert.equal(settledInWords("labelled"), "已存成评测用例");
  assert.match(moment("2026-05-06T06:05:00Z"), /^5月[67]日 \d\d:\d\d$/);
  assert.equal(moment("never"), "");
});

test("a code is grouped and its time counts down", () => {
  assert.equal(grouped("482913"), "482 913");
  assert.deepEqual([118, 59.2, 0, -3].map(clock), ["1:58", "1:00", "0:00", "0:00"]);
  assert.equal(nameOf("chrome-extension://abcdefghijklmnop"), "浏览器扩展 abcdef…");
  assert.match(dayOf("2026-05-06T06:05:00Z"), /^2026年5月[67]日$/);
  assert.equal(dayOf("?"), "");
});
