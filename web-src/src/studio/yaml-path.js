// Where in a YAML text a position is, told from what stands before it, so that it works while the text is half written.

/**
 * @returns {{path: (string|number)[], kind: "key" | "value", from: number, written: string}} `path` leads to the mapping
 *   whose key is being written, or to the value; `from` is where the word begins that ends at `position`.
 */
export function placeAt(text, position) {
  const frames = [];
  let flow = 0;
  let start = 0;
  for (;;) {
    const end = text.indexOf("\n", start);
    const isLast = end < 0 || end >= position;
    const line = text.slice(start, isLast ? position : end);
    if (isLast) return atEnd(frames, flow, line, start);
    if (line.trim() !== "" && !line.trimStart().startsWith("#")) flow = read(frames, flow, line);
    start = end + 1;
  }
}

/** Takes one whole line in; returns how deep in brackets it ends. */
function read(frames, flow, line) {
  let rest = line;
  let column = 0;
  if (flow === 0) [column, rest] = block(frames, line);
  return inFlow(frames, flow, rest, column).flow;
}

/** The dashes and the key at the beginning of a line; returns where its value begins, and the value. */
function block(frames, line) {
  let column = line.match(/^ */)[0].length;
  let rest = line.slice(column);
  for (let dash = rest.match(/^-( +|$)/); dash; dash = rest.match(/^-( +|$)/)) {
    item(frames, column);
    column += dash[0].length;
    rest = rest.slice(dash[0].length);
  }
  const key = rest.match(/^("[^"]*"|'[^']*'|[^\s#"'{[][^#]*?)\s*:( |$)/);
  if (key) {
    entry(frames, column, key[1].replace(/^["']|["']$/g, ""));
    column += key[0].length;
    rest = rest.slice(key[0].length);
  }
  return [column, rest];
}

function item(frames, column) {
  while (frames.length > 0 && top(frames).column > column) frames.pop();
  const last = top(frames);
  if (last?.type === "list" && last.column === column) last.index += 1;
  else frames.push({ type: "list", column, index: 0 });
}

function entry(frames, column, key) {
  close(frames, column);
  const last = top(frames);
  if (last?.type === "map" && last.column === column) last.key = key;
  else frames.push({ type: "map", column, key });
}

/** Leave what a key at `column` stands outside of. */
function close(frames, column) {
  while (frames.length > 0) {
    const last = top(frames);
    if (last.column > column || (last.type === "list" && last.column === column)) frames.pop();
    else return;
  }
}

/** Takes in brackets, quotes and commas; returns the depth at the end and where the last word begins. */
function inFlow(frames, flow, text, offset) {
  let depth = flow;
  let word = 0;
  let quote = "";
  for (let at = 0; at < text.length; at += 1) {
    const sign = text[at];
    if (quote) {
      if (sign === "\\" && quote === '"') at += 1;
      else if (sign === quote) quote = "";
    } else if ((sign === '"' || sign === "'") && text.slice(word, at).trim() === "") quote = sign;
    else if (sign === "#" && (at === 0 || text[at - 1] === " ")) break;
    else if ((sign === "{" || sign === "[") && (depth > 0 || text.slice(word, at).trim() === "")) {
      frames.push({ type: sign === "{" ? "flow-map" : "flow-list", column: Infinity, key: null, index: 0 });
      depth += 1;
      word = at + 1;
    } else if (depth > 0) word = sign_(frames, sign, text, at, word, () => (depth -= 1));
  }
  return { flow: depth, word: offset + word, quote };
}

function sign_(frames, sign, text, at, word, leave) {
  const last = top(frames);
  if (sign === ",") {
    last.key = null;
    last.index += 1;
    return at + 1;
  }
  if (sign === ":" && last.type === "flow-map" && last.key === null && /^( |$)/.test(text.slice(at + 1))) {
    last.key = text.slice(word, at).trim().replace(/^["']|["']$/g, "");
    return at + 1;
  }
  if (sign === "}" || sign === "]") {
    frames.pop();
    leave();
    return at + 1;
  }
  return word;
}

function atEnd(frames, flow, line, start) {
  let column = 0;
  let rest = line;
  let hasKey = flow > 0;
  if (flow === 0) {
    const bare = line.match(/^ *(?:- +)*/)[0].length;
    [column, rest] = block(frames, line);
    hasKey = column > bare;
    if (!hasKey && line.trim() !== "-") column = bare;
  }
  const depth = inFlow(frames, flow, rest, column);
  const from = Math.min(depth.word, line.length);
  const word = line.slice(from);
  const written = word.trimStart().replace(/^["']/, "");
  const begin = start + line.length - written.length;
  const last = top(frames);
  if (depth.flow > 0) {
    const isKey = last.type === "flow-map" && last.key === null;
    return { path: pathOf(isKey ? frames.slice(0, -1) : frames), kind: isKey ? "key" : "value", from: begin, written };
  }
  if (hasKey) return { path: pathOf(frames), kind: "value", from: begin, written };
  const within = inner(frames, column, line);
  const isItem = within.length > 0 && top(within).type === "list" && /-\s*$|-\s+\S*$/.test(line);
  return { path: pathOf(within), kind: isItem ? "either" : "key", from: begin, written };
}

/** The frames that hold something which begins at `column`. */
function inner(frames, column, line) {
  const kept = [...frames];
  if (/^ *-( |$)/.test(line)) return kept;
  close(kept, column);
  const last = top(kept);
  if (last?.type === "map" && last.column === column) kept.pop();
  return kept;
}

function pathOf(frames) {
  return frames.map((frame) => (frame.type.endsWith("list") ? frame.index : frame.key)).filter((part) => part !== null);
}

function top(frames) {
  return frames[frames.length - 1];
}
