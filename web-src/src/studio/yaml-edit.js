// Changes one place of a YAML text and leaves every other character as it was: comments, order, spacing.
import { isMap, isScalar, isSeq, parseDocument } from "yaml";

const OPTIONS = { schema: "failsafe", uniqueKeys: true, strict: true, logLevel: "silent" };

/**
 * What a text says, all scalars as text.
 *
 * @returns {{data: any, problem: null | {line: number, message: string}}} data is null when it cannot be read.
 */
export function readYaml(text) {
  const doc = parseDocument(text, OPTIONS);
  if (doc.errors.length > 0) {
    return { data: null, problem: { line: doc.errors[0].linePos?.[0].line ?? 1, message: doc.errors[0].code } };
  }
  return { data: doc.toJS() ?? {}, problem: null };
}

/**
 * The text with `value` (text, list or mapping) at `path`; undefined takes the place out, and with the last entry of a
 * list or mapping that as well.
 *
 * @param {string[]} order the keys of the top in the order in which they are usually written.
 */
export function setAt(text, path, value, order = []) {
  const doc = parseDocument(text, OPTIONS);
  if (doc.errors.length > 0) throw new Error("YAML");
  if (path.length === 0) return text;
  const parent = path.length > 1 ? doc.getIn(path.slice(0, -1), true) : doc.contents;
  const last = path[path.length - 1];
  if (value === undefined) return taken(text, doc, parent, path);
  if (parent === undefined || parent === null || (isScalar(parent) && parent.value === "")) {
    const whole = typeof last === "number" ? [value] : { [last]: value };
    if (path.length === 1) return `${ended(text)}${entry(last, value, 0)}\n`;
    return setAt(text, path.slice(0, -1), whole, order);
  }
  if (isScalar(parent)) return setAt(text, path.slice(0, -1), last === 0 ? value : [parent.value, value], order);
  if (isSeq(parent)) return inSequence(text, parent, last, value);
  return inMap(text, parent, last, value, path.length === 1 ? order : []);
}

function inSequence(text, seq, index, value) {
  const old = seq.items[index];
  if (old) return replaced(text, old, value, seq.flow);
  const before = seq.items[seq.items.length - 1];
  if (seq.flow) {
    const at = before ? before.range[1] : seq.range[0] + 1;
    return spliced(text, at, at, `${before ? ", " : ""}${inline(value)}`);
  }
  const at = lineEnd(text, before.range[1]);
  return spliced(text, at, at, `\n${" ".repeat(dashOf(text, before))}- ${inline(value)}`);
}

function inMap(text, map, key, value, order) {
  const pair = map.items.find((item) => item.key.value === key);
  if (pair?.value?.range && pair.value.range[1] > pair.value.range[0]) return replaced(text, pair.value, value, map.flow);
  if (pair) {
    const at = text.indexOf(":", pair.key.range[1]) + 1;
    return spliced(text, at, at, ` ${inline(value)}`);
  }
  const before = previous(map, key, order);
  if (map.flow) {
    const at = before ? endOf(before) : map.range[0] + 1;
    return spliced(text, at, at, `${before ? ", " : ""}${key}: ${inline(value)}`);
  }
  const column = columnOf(text, map.items[0].key.range[0]);
  const line = `${" ".repeat(column)}${entry(key, value, column)}`;
  if (!before) {
    const at = map.items[0].key.range[0] - column;
    return spliced(text, at, at, `${line}\n`);
  }
  const at = lineEnd(text, endOf(before));
  return spliced(text, at, at, `\n${line}`);
}

/** The pair after which `key` goes: the last of those that `order` puts before it, else the last. */
function previous(map, key, order) {
  const rank = order.indexOf(key);
  if (rank < 0) return map.items[map.items.length - 1];
  const earlier = map.items.filter((item) => {
    const other = order.indexOf(item.key.value);
    return other >= 0 && other < rank;
  });
  return earlier[earlier.length - 1];
}

function replaced(text, node, value, flow) {
  if (typeof value === "string" && isScalar(node) && !String(node.type).startsWith("BLOCK")) {
    return spliced(text, node.range[0], node.range[1], scalar(value, node.value === "" ? "PLAIN" : node.type));
  }
  const end = trimmed(text, node.range[1]);
  const start = node.range[0];
  if (!flow && !node.flow && !isScalar(node)) {
    // A block collection begins on a line of its own: it moves up beside its key or dash.
    const before = text.slice(0, start).replace(/\s+$/, "");
    return `${before} ${inline(value)}${text.slice(end)}`;
  }
  return spliced(text, start, end, inline(value));
}

function taken(text, doc, parent, path) {
  const last = path[path.length - 1];
  if (isScalar(parent)) return setAt(text, path.slice(0, -1), undefined);
  if (!isSeq(parent) && !isMap(parent)) return text;
  const index = isSeq(parent) ? last : parent.items.findIndex((item) => item.key.value === last);
  const item = parent.items[index];
  if (!item) return text;
  if (parent.items.length === 1 && path.length > 1) return setAt(text, path.slice(0, -1), undefined);
  const start = isSeq(parent) ? item.range[0] : item.key.range[0];
  const end = isSeq(parent) ? item.range[1] : endOf(item);
  if (!parent.flow) return withoutLines(text, start, end, isSeq(parent));
  const next = parent.items[index + 1];
  if (next) return spliced(text, start, isSeq(parent) ? next.range[0] : next.key.range[0], "");
  const before = parent.items[index - 1];
  return spliced(text, before ? (isSeq(parent) ? before.range[1] : endOf(before)) : start, end, "");
}

/** The text without the lines from `start` to `end`; what shares the first line with a dash before it stays. */
function withoutLines(text, start, end, isItem) {
  const from = text.lastIndexOf("\n", start - 1) + 1;
  const to = Math.min(lineEnd(text, end) + 1, text.length);
  const lead = text.slice(from, start);
  if (isItem || !lead.includes("-")) return spliced(text, from, to, "");
  const next = text.slice(to).match(/^ */)[0].length; // the first key of a mapping in a list: the next one moves up
  return spliced(text, start, to + next, "");
}

function endOf(pair) {
  return pair.value?.range ? pair.value.range[1] : pair.key.range[1] + 1;
}

function spliced(text, from, to, put) {
  return text.slice(0, from) + put + text.slice(to);
}

function lineEnd(text, position) {
  const at = text.indexOf("\n", trimmed(text, position));
  return at < 0 ? text.length : at;
}

function trimmed(text, position) {
  let at = position;
  while (at > 0 && /\s/.test(text[at - 1])) at -= 1;
  return at;
}

function columnOf(text, position) {
  return position - (text.lastIndexOf("\n", position - 1) + 1);
}

function dashOf(text, item) {
  const from = text.lastIndexOf("\n", item.range[0] - 1) + 1;
  return text.slice(from, item.range[0]).lastIndexOf("-");
}

function ended(text) {
  return text === "" || text.endsWith("\n") ? text : `${text}\n`;
}

/** `key: value` of a block mapping; a list of mappings gets a line for each. */
function entry(key, value, column) {
  if (Array.isArray(value) && value.some((one) => typeof one === "object")) {
    const lead = `\n${" ".repeat(column + 2)}- `;
    return `${key}:${value.map((one) => `${lead}${inline(one)}`).join("")}`;
  }
  return `${scalar(String(key))}: ${inline(value)}`;
}

function inline(value) {
  if (Array.isArray(value)) return `[${value.map(inline).join(", ")}]`;
  if (value !== null && typeof value === "object") {
    const pairs = Object.entries(value).filter(([, one]) => one !== undefined);
    return `{${pairs.map(([key, one]) => `${scalar(key)}: ${inline(one)}`).join(", ")}}`;
  }
  return scalar(String(value));
}

const UNSAFE_START = /^[-?:,[\]{}#&*!|>'"%@`⟦⟨\s]/;
const UNSAFE = /[,[\]{}\n\r\t]|:(\s|$)|\s#|\s$|[\u0000-\u001f\u007f-\u009f\u2028\u2029\ufeff]/;

function scalar(value, type = "PLAIN") {
  if (type === "QUOTE_SINGLE" && !/[\n\r\u0000-\u001f]/.test(value)) return `'${value.replaceAll("'", "''")}'`;
  if (type === "PLAIN" && value !== "" && !UNSAFE_START.test(value) && !UNSAFE.test(value)) return value;
  return JSON.stringify(value);
}
