// Rich text read as plain text, over a small stand-in for the DOM.
import assert from "node:assert/strict";
import { test } from "node:test";
import { holdsWidget, pointAfter, pointBefore, read } from "../content/rich_text.js";

function el(kind, ...children) {
  const made = { nodeType: 1, kind, childNodes: children.map((one) => (typeof one === "string" ? { nodeType: 3, data: one } : one)) };
  for (const child of made.childNodes) child.parentNode = made;
  return made;
}

const br = () => el("break");
const emoji = (alt) => ({ ...el("image"), getAttribute: () => alt });
const text = (root, keeps = false) => read(root, (one) => one.kind, () => keeps).text;

test("blocks and breaks are line ends", () => {
  assert.equal(text(el("block", el("block", "一"), el("block", "二"))), "一\n二");
  assert.equal(text(el("block", "一", br(), "二")), "一\n二");
  assert.equal(text(el("block", "一", el("block", "二"), "三")), "一\n二\n三");
  assert.equal(text(el("block", el("block", "一"), el("block", br()), el("block", "二"))), "一\n\n二");
});

test("the break that only keeps room for the caret does not count", () => {
  assert.equal(text(el("block", el("block", br()))), "");
  assert.equal(text(el("block", el("block", "一", br()))), "一");
  assert.equal(text(el("block", "一", br(), br())), "一\n");
  assert.equal(text(el("block", el("block", "一"), el("block", br()))), "一\n");
});

test("inline marks leave no trace, widgets are skipped, pictures of emoji count, what is hidden does not", () => {
  assert.equal(text(el("block", "不", el("inline", "能"), "退")), "不能退");
  assert.equal(text(el("block", "请", el("widget", "@小禾"), "看")), "请看");
  assert.equal(text(el("block", "好", emoji("😀"), "的")), "好😀的");
  assert.equal(text(el("block", "好", el("hidden", "x"), "的")), "好的");
});

test("white space is kept in length, and the source's own between blocks is not text", () => {
  assert.equal(text(el("block", "\n  ", el("block", "一"), "\n  ", el("block", "二"), "\n")), "一\n二");
  assert.equal(text(el("block", "一\n二\u00a0三\u200b")), "一 二 三\u200b");
  assert.equal(text(el("block", "一\n二"), true), "一\n二");
});

test("each character leads back to its node", () => {
  const root = el("block", el("block", "不", el("inline", "能退")), el("block", "吗"));
  const { text: whole, map } = read(root, (one) => one.kind, () => false);
  assert.equal(whole, "不能退\n吗");
  for (const [at, sign] of [...whole].entries()) {
    if (sign === "\n") continue;
    const { node, offset } = pointBefore(map, at);
    assert.equal(node.data[offset], sign);
    const after = pointAfter(map, at + 1);
    assert.equal(after.node.data[after.offset - 1], sign);
  }
  assert.equal(pointBefore(map, 3).node.data, "能退"); // before the line's end is after its last character
  assert.equal(pointAfter(map, 4).node.data, "吗");
  assert.equal(pointBefore(map, 99), null);
});

test("a widget inside a stretch is known", () => {
  const { map } = read(el("block", "请", el("widget", "@小禾"), "看看"), (one) => one.kind, () => false);
  assert.equal(holdsWidget(map, 0, 2), true);
  assert.equal(holdsWidget(map, 1, 3), false);
});
