import assert from "node:assert/strict";
import test from "node:test";

const kept = new Map();
globalThis.localStorage = { getItem: (key) => kept.get(key) ?? null, setItem: (key, value) => kept.set(key, value) };
globalThis.document = { querySelector: () => ({ content: "a-token" }) };
globalThis.sessionStorage = { getItem: () => "" };
let told = [];
globalThis.fetch = async (_path, { body }) => {
  told.push(JSON.parse(body));
  return { ok: true, status: 200, json: async () => ({}) };
};
const { Outcomes } = await import("../src/parts/outcomes.js");

const finding = (guideline) => ({
  guideline, fingerprint: guideline, rule: `p/${guideline}`, title: guideline, excerpt: "但是",
});
const BUT = finding("no-but");
const actions = () => told.map((one) => `${one.action} ${one.guideline}`);
const settled = () => new Promise((done) => setTimeout(done, 20));

test.beforeEach(() => {
  told = [];
  kept.clear();
});

test("a finding that was seen and is gone was mended by hand", async () => {
  const outcomes = new Outcomes("desk");
  outcomes.show([BUT, finding("no-cannot")]);
  outcomes.finish([], "好的", [finding("no-cannot")]);
  outcomes.finish([], "好的", [finding("no-cannot")]);
  await settled();
  assert.deepEqual(actions(), ["edited no-but"]);
});

test("one that was waved away is told as that alone", async () => {
  const outcomes = new Outcomes("desk");
  outcomes.show([BUT]);
  outcomes.see();
  outcomes.dismiss(BUT, "not-wrong", { text: "但是" });
  outcomes.finish([], "但是", []);
  await settled();
  assert.deepEqual(actions(), ["dismissed no-but"]);
  assert.equal(told[0].reason, "not-wrong");
});

test("one that was taken back is not told", async () => {
  const outcomes = new Outcomes("desk");
  outcomes.show([BUT]);
  outcomes.dismiss(BUT, "not-wrong", {});
  outcomes.restore("no-but");
  outcomes.finish([], "但是", [BUT]);
  await settled();
  assert.deepEqual(actions(), []);
});

test("a suggestion that stands was accepted, one that was changed edited, and blanks are waited for", async () => {
  const outcomes = new Outcomes("desk");
  const entry = (id, replacement, text, start) => ({
    id, finding: finding(id), suggestion: { replacement }, start, end: start + text.length,
  });
  const text = "。因为下雨我来看⟨原因⟩";
  const entries = [
    entry("taken", "。", "。", 0),
    entry("filled", "因为⟨原因⟩", "因为下雨", 1),
    entry("changed", "我来办", "我来看", 5),
    entry("blank", "⟨原因⟩", "⟨原因⟩", 8),
  ];
  outcomes.settle(entries, text);
  outcomes.settle(entries, text);
  await settled();
  assert.deepEqual(actions(), ["accepted taken", "accepted filled", "edited changed"]);
  assert.equal(told[1].replacement, "因为下雨");
});

test("what was well said is noted when the reply goes out, once in a draft", () => {
  const outcomes = new Outcomes("desk");
  const praise = { ...finding("uses-name"), excerpt: "王女士" };
  const noted = () => JSON.parse(kept.get("coach-shift") ?? "[]");
  outcomes.praise([praise, praise]);
  outcomes.praise([praise]);
  assert.equal(noted().length, 1);
  const { at, ...entry } = noted()[0];
  assert.deepEqual(entry, {
    action: "seen", guideline: "uses-name", title: "uses-name", rule: "p/uses-name", excerpt: "王女士", praise: true,
  });
  outcomes.forget();
  outcomes.praise([praise]);
  assert.equal(noted().length, 2);
});

test("what a suggestion replaced is told with it, not as mended by hand", async () => {
  const outcomes = new Outcomes("mini");
  outcomes.show([BUT]);
  outcomes.see();
  outcomes.apply([BUT]);
  outcomes.show([]);
  outcomes.finish([], "。", []);
  await settled();
  assert.deepEqual(actions(), []);
});
