// How marks are carried along, and how little is typed.
import assert from "node:assert/strict";
import { test } from "node:test";
import { carry, change, moved, smallest } from "../content/changes.js";

const finding = (start, end, suggestions = []) => ({ start, end, suggestions });

test("the one stretch that changed is found", () => {
  assert.deepEqual(change("您好吗", "您好的吗"), { start: 2, end: 2, newEnd: 3 });
  assert.deepEqual(change("不能退", "能退"), { start: 0, end: 1, newEnd: 0 });
  assert.deepEqual(change("啊啊", "啊啊啊"), { start: 2, end: 2, newEnd: 3 });
  assert.deepEqual(change("一样", "一样"), { start: 2, end: 2, newEnd: 2 });
});

test("marks before a change stay, those after it move, those in it are touched", () => {
  const { kept, touched } = carry([finding(0, 2), finding(3, 5), finding(6, 8)], "不能，但是。尽快", "不能，不过。尽快");
  assert.deepEqual(kept.map(({ start, end }) => [start, end]), [[0, 2], [6, 8]]);
  assert.deepEqual(touched.map(({ start, end }) => [start, end]), [[3, 5]]);
  const longer = carry([finding(3, 5)], "不能，但是", "我们不能，但是");
  assert.deepEqual([longer.kept[0].start, longer.kept[0].end], [5, 7]);
});

test("typing at either edge of a mark leaves it, typing inside does not", () => {
  assert.deepEqual(moved({ start: 2, end: 4 }, { start: 2, end: 2, newEnd: 3 }), { start: 3, end: 5 });
  assert.deepEqual(moved({ start: 2, end: 4 }, { start: 4, end: 4, newEnd: 5 }), { start: 2, end: 4 });
  assert.equal(moved({ start: 2, end: 4 }, { start: 3, end: 3, newEnd: 4 }), null);
});

test("a suggestion that the change reached into is dropped, its finding stays", () => {
  const { kept } = carry([finding(3, 5, [{ start: 0, end: 8 }, { start: 3, end: 5 }])], "好的，但是不退货", "好的，但是不退货哦");
  assert.equal(kept[0].suggestions.length, 2);
  const inside = carry([finding(3, 5, [{ start: 0, end: 8 }, { start: 3, end: 5 }])], "好的，但是不退货", "好，但是不退货");
  assert.deepEqual(inside.kept[0].suggestions, [{ start: 2, end: 4 }]);
});

test("only what differs is typed, and no pair of surrogates is torn", () => {
  const text = "亲，你好";
  assert.deepEqual(smallest({ start: 0, end: 4, replacement: "亲，您好" }, text), { start: 2, end: 3, replacement: "您" });
  assert.deepEqual(smallest({ start: 0, end: 4, replacement: text }, text), { start: 4, end: 4, replacement: "" });
  const emoji = { start: 0, end: 2, replacement: "😁" };
  assert.deepEqual(smallest(emoji, "😀"), emoji);
});

test("applying the smallest change gives what the suggestion would", () => {
  const texts = ["亲，不能退的哦", "好好好", "😀😁", "aba", ""];
  for (const old of texts) {
    for (const replacement of texts) {
      const whole = { start: 0, end: old.length, replacement };
      const { start, end, replacement: typed } = smallest(whole, old);
      assert.equal(old.slice(0, start) + typed + old.slice(end), replacement);
    }
  }
});
