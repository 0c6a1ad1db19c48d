// Addresses, sites and messages: what is let in and what is not.
import assert from "node:assert/strict";
import { test } from "node:test";
import { corner } from "../content/placing.js";
import { serverAddress } from "../shared/address.js";
import { kindOf } from "../shared/messages.js";
import { permissionPattern, scriptPattern, siteOf } from "../shared/site.js";

test("the server is on this machine or nowhere", () => {
  assert.equal(serverAddress("127.0.0.1:8765"), "http://127.0.0.1:8765");
  assert.equal(serverAddress(" http://localhost:9000/ "), "http://localhost:9000");
  for (const other of ["", "https://127.0.0.1", "http://192.0.2.1:80", "127.0.0.1.example.com", "http://a@127.0.0.1", "http://127.0.0.1/x", "ftp://127.0.0.1", null]) {
    assert.equal(serverAddress(other), null, String(other));
  }
});

test("a site is the origin of a website", () => {
  assert.equal(siteOf("https://im.example.com/chat?id=1"), "https://im.example.com");
  assert.equal(siteOf("im.example.com"), "https://im.example.com");
  assert.equal(siteOf("http://127.0.0.1:81/a"), "http://127.0.0.1:81");
  for (const other of ["chrome://extensions", "file:///a", "about:blank", "javascript:alert(1)", "", undefined, "null"]) {
    assert.ok([null, "https://null"].includes(siteOf(other)), String(other));
  }
  assert.equal(scriptPattern("http://127.0.0.1:81"), "http://127.0.0.1:81/*");
  assert.equal(permissionPattern("http://127.0.0.1:81"), "http://127.0.0.1/*");
});

test("a message is known by its type and all its parts", () => {
  assert.equal(kindOf({ type: "check", text: "好", context: [] }), "page");
  assert.equal(kindOf({ type: "pair", code: "123456" }), "own");
  const body = { id: "1", action: "accepted", rule: "a/b", guideline: "b", severity: "info", fingerprint: "f", excerpt: "你" };
  assert.equal(kindOf({ type: "feedback", body }), "page");
  assert.equal(kindOf({ type: "feedback", body: { ...body, reason: "fits-here" } }), "page");
  assert.equal(kindOf({ type: "feedback", body: { ...body, excerpt: "😀".repeat(40), text: "好", context: ["在吗"] } }), "page");
  const wrong = [
    null, "check", {}, { type: "check" }, { type: "check", text: 1, context: [] }, { type: "check", text: "", context: "好" },
    { type: "check", text: "x".repeat(20_001), context: [] }, { type: "check", text: "", context: Array(21).fill("x") },
    { type: "pair", code: "12345a" }, { type: "constructor" }, { type: "feedback", body: null },
    { type: "feedback", body: { ...body, action: "loved" } }, { type: "feedback", body: { ...body, reason: "because" } },
    { type: "feedback", body: { ...body, replacement: 1 } },
    { type: "feedback", body: { ...body, excerpt: "好".repeat(41) } }, { type: "feedback", body: { ...body, text: 1 } },
    { type: "feedback", body: { ...body, context: "在吗" } }, { type: "feedback", body: { ...body, text: "x".repeat(20_001) } },
  ];
  for (const message of wrong) assert.equal(kindOf(message), null, JSON.stringify(message));
});

test("the card goes below its mark, above it where there is no room, and never over the caret", () => {
  const box = (left, top) => ({ left, right: left + 40, top, bottom: top + 20 });
  const size = { width: 360, height: 300 };
  const room = { width: 1000, height: 700 };
  assert.equal(corner(box(100, 100), null, size, room).top, 128);
  assert.equal(corner(box(100, 600), null, size, room).top, 292);
  assert.equal(corner(box(980, 100), null, size, room).left, 632);
  assert.equal(corner(box(100, 330), box(120, 352), size, room).top, 330 - 8 - 300);
});
