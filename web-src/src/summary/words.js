// The sentences of the summary: what a coach would say after a shift.

const DIGITS = ["零", "一", "两", "三", "四", "五", "六", "七", "八", "九", "十"];
const LONG = 14;

/** How often, as one says it: 一次, 两次, 十次, 12 次. */
export function times(count) {
  return count <= 10 ? `${DIGITS[count]}次` : `${count} 次`;
}

/** The same after other words: a figure stands apart from them. */
const timesAfter = (count) => (count <= 10 ? times(count) : ` ${times(count)}`);

/** Text in quotes, cut when it is long. */
export function quoted(text) {
  const units = [...text.replace(/\s+/g, " ").trim()];
  return `“${units.length > LONG ? `${units.slice(0, LONG).join("")}…` : units.join("")}”`;
}

/** What one guideline came to: `三次“但是”，其中两次换了说法。` */
export function noticed({ marked, excerpt, title, accepted, edited }) {
  const seen = excerpt ? `${times(marked)}${quoted(excerpt)}` : `${quoted(title)}提醒了${timesAfter(marked)}`;
  const taken = accepted + edited;
  if (!taken) return `${seen}。`;
  if (taken >= marked) return marked === 1 ? `${seen}，换了说法。` : `${seen}，每次都换了说法。`;
  return `${seen}，其中${timesAfter(taken)}换了说法。`;
}

/** What went well: `称呼客户五次，比如“王女士”`. */
export function praised({ marked, excerpt, title }) {
  return excerpt ? `${title}${timesAfter(marked)}，比如${quoted(excerpt)}` : `${title}${timesAfter(marked)}`;
}

/** The sentence at the top. */
export function opening({ replies, taken, guidelines, praised: well }) {
  const parts = [];
  if (replies) parts.push(`发出了 ${replies} 条回复`);
  if (taken) parts.push(`换了${timesAfter(taken)}说法`);
  if (well.length) parts.push(`有 ${well.reduce((sum, one) => sum + one.marked, 0)} 处说得很好`);
  if (!parts.length) return guidelines.length ? "有几处提醒，慢慢看。" : "";
  return `${parts.join("，")}。辛苦了。`;
}

/** How the score went, for those who do not see the line. */
export function courseInWords(course) {
  if (course.length < 2) return "";
  const [first, last] = [course[0].score, course.at(-1).score];
  const low = Math.min(...course.map((one) => one.score));
  const high = Math.max(...course.map((one) => one.score));
  return `得分从 ${first} 到 ${last}，最低 ${low}，最高 ${high}。`;
}
