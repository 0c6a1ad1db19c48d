// What a shift comes to, in numbers and in sentences.
import assert from "node:assert/strict";
import test from "node:test";
import { line, scale, thinned } from "../src/summary/course.js";
import { beginning, tally } from "../src/summary/tally.js";
import { courseInWords, noticed, opening, praised, quoted, times } from "../src/summary/words.js";

let clock = 0;
const entry = (action, more = {}) => ({
  at: ++clock,
  action,
  guideline: "no-but",
  title: "没有“但是”",
  rule: "positive/no-but",
  excerpt: "但是",
  ...more,
});
const sent = (score) => ({ at: ++clock, action: "sent", score });
const isPraise = (rule) => rule?.startsWith("highlights/") ?? false;

test("a guideline counts what was seen and what became of it, and keeps the last wording", () => {
  const told = tally(
    [
      entry("seen"),
      entry("accepted", { replacement: "。" }),
      entry("seen"),
      entry("accepted", { replacement: "，所以我先帮您" }),
      entry("seen"),
      entry("dismissed"),
    ],
    isPraise,
  );
  const [one] = told.guidelines;
  assert.deepEqual(
    [one.marked, one.accepted, one.dismissed, one.excerpt, one.wording],
    [3, 2, 1, "但是", "，所以我先帮您"],
  );
  assert.equal(told.taken, 2);
  assert.equal(noticed(one), "三次“但是”，其中两次换了说法。");
});

test("answers to findings that nobody noted as seen count as seen", () => {
  assert.equal(tally([entry("accepted"), entry("edited")], isPraise).guidelines[0].marked, 2);
});

test("praise stands apart, and replies have an average and a course", () => {
  const told = tally(
    [entry("seen", { rule: "highlights/uses-name", guideline: "uses-name", title: "称呼客户", excerpt: "王女士" }), sent(80), sent(91), sent()],
    isPraise,
  );
  assert.deepEqual(told.guidelines, []);
  assert.equal(praised(told.praised[0]), "称呼客户一次，比如“王女士”");
  assert.deepEqual([told.replies, told.average], [3, 86]);
  assert.deepEqual(told.course.map((one) => one.score), [80, 91]);
  assert.equal(opening(told), "发出了 3 条回复，有 1 处说得很好。辛苦了。");
});

test("an entry that says itself that it praises needs no rule to say so", () => {
  const own = { rule: "own/kind", guideline: "kind", title: "体谅", excerpt: "换我也急", praise: true };
  const told = tally([entry("seen", own), entry("seen")], () => false);
  assert.deepEqual(told.praised.map((one) => one.guideline), ["kind"]);
  assert.deepEqual(told.guidelines.map((one) => one.guideline), ["no-but"]);
});

test("a wording of a stop or a word alone is not worth copying", () => {
  const wordings = (...texts) => tally(texts.map((one) => entry("accepted", { replacement: one })), isPraise).guidelines[0];
  assert.equal(wordings("。", "您").wording, "");
  assert.equal(wordings("我这就帮您问", "。").wording, "我这就帮您问");
});

test("nothing noted is nothing said", () => {
  const told = tally([], isPraise);
  assert.deepEqual([told.replies, told.average, told.guidelines], [0, null, []]);
  assert.equal(opening(told), "");
});

test("excerpts that differ are not quoted; the title is", () => {
  const [one] = tally([entry("seen", { excerpt: "尽快" }), entry("seen", { excerpt: "稍后" })], isPraise).guidelines;
  assert.equal(noticed({ ...one, title: "说清时间" }), "“说清时间”提醒了两次。");
});

test("times are said as people say them", () => {
  assert.deepEqual([1, 2, 10, 12].map(times), ["一次", "两次", "十次", "12 次"]);
  assert.equal(quoted("一二三四五六七八九十一二三四五"), "“一二三四五六七八九十一二三四…”");
  assert.equal(noticed({ marked: 1, excerpt: "但是", accepted: 1, edited: 0 }), "一次“但是”，换了说法。");
  assert.equal(noticed({ marked: 2, excerpt: "但是", accepted: 1, edited: 1 }), "两次“但是”，每次都换了说法。");
});

test("a figure stands apart from the words before it", () => {
  const often = { marked: 12, excerpt: "", title: "说清时间", accepted: 11, edited: 0 };
  assert.equal(noticed(often), "“说清时间”提醒了 12 次，其中 11 次换了说法。");
  assert.equal(praised(often), "说清时间 12 次");
  assert.equal(opening({ replies: 30, taken: 12, guidelines: [often], praised: [] }), "发出了 30 条回复，换了 12 次说法。辛苦了。");
});

test("the spans of time begin at midnight, 8 hours ago, 7 days ago", () => {
  const now = new Date(2026, 4, 6, 15, 30).getTime();
  assert.equal(beginning("today", now), new Date(2026, 4, 6).getTime());
  assert.equal(now - beginning("hours", now), 8 * 3600e3);
  assert.equal(now - beginning("week", now), 7 * 24 * 3600e3);
});

test("the line stays in its box, higher scores higher", () => {
  const points = line([60, 100, 80], 200, 40);
  assert.deepEqual(points.map(([x]) => x), [4, 100, 196]);
  assert.ok(points[1][1] < points[2][1] && points[2][1] < points[0][1]);
  for (const [, y] of line([0, 100, 37], 200, 40)) assert.ok(y >= 4 && y <= 36);
  assert.deepEqual(scale([100, 100]), [55, 100]);
  assert.equal(thinned(Array(1000).fill(80)).length, 60);
  assert.ok(line(Array(1000).fill(80), 200, 40).every(([x, y]) => Number.isFinite(x) && Number.isFinite(y)));
});

test("the course is said in words too", () => {
  assert.equal(courseInWords([{ score: 70 }, { score: 95 }, { score: 88 }]), "得分从 70 到 88，最低 70，最高 95。");
  assert.equal(courseInWords([{ score: 70 }]), "");
});
