import assert from "node:assert/strict";
import test from "node:test";
import { messagesIn } from "../src/desk/messages.js";

test("lines without any speaker are a message each", () => {
  assert.deepEqual(messagesIn("在吗\r\n\r\n  怎么还没到 \n"), ["在吗", "怎么还没到"]);
  assert.deepEqual(messagesIn("问题：没有货：怎么办"), ["问题：没有货：怎么办"]);
  assert.deepEqual(messagesIn(" \n"), []);
});

test("of a chat with speakers only the customer's part is taken", () => {
  assert.deepEqual(messagesIn("客户：在吗\n客服：您好\n请问有什么可以帮您\n客户：退货\n三天了"), ["在吗", "退货\n三天了"]);
  assert.deepEqual(messagesIn("買家: 在嗎\n賣家: 您好"), ["在嗎"]);
});

test("of a chat with names and times the lines below a name are one message", () => {
  const chat = "小李 10:23:01\n在吗\n怎么还没到\n某某旗舰店客服 10:24\n您好\n2026-01-02 10:25 小李\n退货";
  assert.deepEqual(messagesIn(chat), ["在吗\n怎么还没到", "退货"]);
});
