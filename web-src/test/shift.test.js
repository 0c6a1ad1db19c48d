import assert from "node:assert/strict";
import test from "node:test";
import { masked } from "../src/parts/mask.js";
import { clear, entries, note } from "../src/parts/shift.js";

function store() {
  const kept = new Map();
  return {
    getItem: (key) => kept.get(key) ?? null,
    setItem: (key, value) => kept.set(key, String(value)),
    removeItem: (key) => kept.delete(key),
  };
}

test.beforeEach(() => (globalThis.localStorage = store()));

test("what happened is kept in order, and told since a time", () => {
  note({ action: "seen", guideline: "no-but", at: Date.now() - 2000 });
  note({ action: "accepted", guideline: "no-but", replacement: "。" });
  assert.deepEqual(entries().map((one) => one.action), ["seen", "accepted"]);
  assert.deepEqual(entries(Date.now() - 1000).map((one) => one.action), ["accepted"]);
  clear();
  assert.deepEqual(entries(), []);
});

test("what is over seven days old is gone, and so is what is over two thousand", () => {
  note({ action: "seen", at: Date.now() - 8 * 24 * 3600 * 1000 });
  assert.deepEqual(entries(), []);
  const many = Array.from({ length: 2000 }, () => ({ at: Date.now(), action: "seen" }));
  localStorage.setItem("coach-shift", JSON.stringify(many));
  note({ action: "sent", score: 90 });
  assert.equal(entries().length, 2000);
  assert.equal(entries().at(-1).action, "sent");
});

test("what a wrong clock noted far ahead does not stay until then", () => {
  const day = 24 * 3600 * 1000;
  note({ action: "seen", at: Date.now() + 3650 * day });
  note({ action: "sent", at: Date.now() + day / 2 });
  assert.deepEqual(entries().map((one) => one.action), ["sent"]);
});

test("numbers and addresses are starred before anything is kept", () => {
  note({ action: "seen", excerpt: "电话13812345678", replacement: "a.b@example.com", title: "说清时间" });
  const kept = localStorage.getItem("coach-shift");
  assert.ok(!kept.includes("13812345678") && !kept.includes("a.b@"), kept);
  assert.equal(entries()[0].excerpt, "电话138****78");
});

test("masking reaches grouped and full-width numbers, and leaves short ones", () => {
  assert.equal(masked("138 1234 5678"), "138****78");
  assert.equal(masked("１３８１２３４５６７８"), "１３８****７８");
  assert.equal(masked("3 天内退 199.00 元，订单 A12"), "3 天内退 199.00 元，订单 A12");
  assert.equal(masked("11010519491231002X"), "110****02X");
});

test("a broken store is no store", () => {
  localStorage.setItem("coach-shift", "{");
  assert.deepEqual(entries(), []);
  globalThis.localStorage = { getItem: () => { throw new Error("no"); }, setItem: () => { throw new Error("full"); } };
  note({ action: "seen" });
  assert.deepEqual(entries(), []);
  clear();
});

test("of a marked stretch as long as a reply only the beginning is kept", () => {
  note({ action: "seen", excerpt: "不能退".repeat(100), replacement: "我来帮您换".repeat(60) });
  const [one] = entries(0);
  assert.equal([...one.excerpt].length, 40);
  assert.ok(one.excerpt.endsWith("…"));
  assert.equal([...one.replacement].length, 120);
});
