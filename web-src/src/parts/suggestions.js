// Suggestions: which ones a place offers, how they read, and the edit that each one is.
import { blanksOf } from "./blanks.js";

const AROUND = 6; // characters of the draft shown beside a short change
const SHORT = 16;
const LONG = 24; // an older wording over this length is not shown struck out
const STOPS = /[。！？；，…!?;,\n]/;

const same = (one, other) =>
  one.start === other.start && one.end === other.end && one.replacement === other.replacement;

/** What a place offers, each wording once: the first of every finding, then the second of every finding, and so on. */
export function offers(place) {
  const offered = [];
  const most = Math.max(...place.findings.map((one) => one.suggestions.length));
  for (let index = 0; index < most; index++) {
    for (const finding of place.findings) {
      const suggestion = finding.suggestions[index];
      if (suggestion && !offered.some((one) => same(one.suggestion, suggestion))) offered.push({ finding, suggestion });
    }
  }
  return offered;
}

/** The edit that a suggestion is: the change, and the selection after it (its first blank, or its end). */
export function edit({ start, end, replacement }) {
  const [blank] = blanksOf(replacement);
  const selection = blank
    ? { anchor: start + blank.start, head: start + blank.end }
    : { anchor: start + replacement.length };
  return { changes: { from: start, to: end, insert: replacement }, selection };
}

/**
 * How a suggestion reads: unchanged words `before` and `after` it, the `old` words and the `new` ones.
 * `old` is empty when it is a whole sentence, of which only what it becomes is worth reading.
 */
export function reading(text, { start, end, replacement }) {
  const old = text.slice(start, end);
  if (old.length > LONG) return { before: "", old: "", new: replacement, after: "" };
  const head = shared([...old], [...replacement]);
  const tail = shared([...old].slice(head.length).reverse(), [...replacement].slice(head.length).reverse()).reverse();
  const keptHead = head.join("");
  const keptTail = tail.join("");
  const around = old.length + replacement.length <= SHORT;
  return {
    before: (around ? nearby([...text.slice(0, start)].reverse()).reverse().join("") : "") + keptHead,
    old: old.slice(keptHead.length, old.length - keptTail.length),
    new: replacement.slice(keptHead.length, replacement.length - keptTail.length),
    after: keptTail + (around ? nearby([...text.slice(end)]).join("") : ""),
  };
}

/** The characters that both begin with; never part of a blank. */
function shared(one, other) {
  let length = 0;
  while (length < one.length && one[length] === other[length] && !"⟨⟩".includes(one[length])) length++;
  return one.slice(0, length);
}

/** The first few characters, up to the end of their clause; an ellipsis where more of it follows. */
function nearby(characters) {
  const stop = characters.findIndex((one) => STOPS.test(one));
  const clause = stop < 0 ? characters : characters.slice(0, stop);
  return clause.length > AROUND + 1 ? [...clause.slice(0, AROUND), "…"] : clause;
}

/**
 * The edits of `applied` (of /api/rewrite) that nobody has waved away: those that a visible finding offers.
 *
 * @returns {{finding: object, suggestion: object}[]} in order of place.
 */
export function wanted(applied, findings) {
  const kept = [];
  for (const suggestion of applied) {
    const finding = findings.find((one) => one.suggestions.some((offered) => same(offered, suggestion)));
    if (finding) kept.push({ finding, suggestion });
  }
  return kept.sort((one, other) => one.suggestion.start - other.suggestion.start);
}

/** Whether `text` is what `replacement` became: its own words, with anything in place of its blanks. */
export function isFilled(replacement, text) {
  const plain = (part) => part.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
  const pieces = replacement.split(/⟨[^⟨⟩\n]*⟩/).map(plain);
  return new RegExp(`^${pieces.join("[^⟨⟩]+?")}$`, "s").test(text);
}
