import assert from "node:assert/strict";
import test from "node:test";

const kept = new Map();
globalThis.localStorage = { getItem: (key) => kept.get(key) ?? null, setItem: (key, value) => kept.set(key, value) };
globalThis.document = { querySelector: () => ({ content: "a-token" }) };
globalThis.sessionStorage = { getItem: () => "" };
const sent = [];
let statuses = [];
globalThis.fetch = async (path, { body }) => {
  if (path !== "/api/feedback") throw new TypeError("no such page here");
  sent.push(JSON.parse(body));
  const status = statuses.shift() ?? 200;
  if (!status) throw new TypeError("away");
  return { ok: status === 200, status, json: async () => ({}) };
};
const { report, tellWaiting } = await import("../src/parts/feedback.js");

const FINDING = { rule: "positive/no-but", guideline: "no-but", severity: "warning", fingerprint: "f", excerpt: "但是" };
const waiting = () => JSON.parse(kept.get("coach-feedback-waiting") ?? "[]");
const settled = () => new Promise((done) => setTimeout(done, 20));

test.beforeEach(() => (sent.length = 0));

test("what is told is what the server knows, and then waits no more", async () => {
  report("dismissed", FINDING, { reason: "not-wrong", text: "全文", surface: "desk" });
  await settled();
  const [{ id, ...body }] = sent;
  assert.match(id, /^[0-9a-f-]{36}$/);
  assert.deepEqual(body, { ...FINDING, action: "dismissed", reason: "not-wrong", text: "全文", surface: "desk" });
  assert.deepEqual(waiting(), []);
});

test("while the server is away it waits, masked, without the texts, and is told again under its id", async () => {
  statuses = [0];
  report("accepted", { ...FINDING, excerpt: "13812345678" }, { replacement: "。", text: "全文" });
  await settled();
  assert.equal(waiting().length, 1);
  assert.ok(!kept.get("coach-feedback-waiting").includes("全文"));
  assert.equal(waiting()[0].excerpt, "138****78");
  tellWaiting();
  await settled();
  assert.equal(sent.length, 2);
  assert.equal(sent[0].id, sent[1].id);
  assert.deepEqual(waiting(), []);
});

test("what the server will never take does not hold up the rest", async () => {
  statuses = [422, 200];
  report("accepted", FINDING);
  report("edited", FINDING);
  await settled();
  assert.deepEqual(sent.map((one) => one.action), ["accepted", "edited"]);
  assert.deepEqual(waiting(), []);
});

test("a locked store is asked again, in order", async () => {
  statuses = [503];
  report("accepted", FINDING);
  await settled();
  report("edited", FINDING);
  await settled();
  assert.deepEqual(sent.map((one) => one.action), ["accepted", "accepted", "edited"]);
});

test("nothing is thrown where nothing can be kept", async () => {
  globalThis.localStorage = { getItem: () => { throw new Error("no"); }, setItem: () => { throw new Error("full"); } };
  report("accepted", FINDING);
  await settled();
  assert.equal(sent.length, 1);
});
