// What may be said to the service worker, and by whom; anything else is not answered.
import { EXCERPT_LIMIT } from "../content/report.js";

export const TEXT_LIMIT = 20_000;
export const CONTEXT_LIMIT = 20;

const text = (limit) => (value) => typeof value === "string" && value.length <= limit;
const texts = (value) => Array.isArray(value) && value.length <= CONTEXT_LIMIT && value.every(text(1_000));
const nothing = {};

const FROM_PAGES = {
  hello: nothing,
  check: { text: text(TEXT_LIMIT), context: texts },
  feedback: { body: isFeedback },
  picked: { selector: text(1_000) },
  unpicked: nothing,
};

const FROM_OURSELVES = {
  state: nothing,
  pair: { code: (value) => typeof value === "string" && /^\d{6}$/.test(value) },
  unpair: nothing,
  server: { address: text(200) },
  allow: { site: text(500) },
  forbid: { site: text(500) },
  pick: { tab: Number.isInteger },
  forget: { site: text(500) },
};

const ACTIONS = new Set(["accepted", "edited", "dismissed"]);
const REASONS = new Set([undefined, "not-wrong", "fits-here", "house-style", "poor-suggestion", "other"]);
const WORDS = ["id", "rule", "guideline", "severity", "fingerprint"];
const MAY_BE = { replacement: text(4_000), text: text(TEXT_LIMIT), context: texts };

/** "page", "own" or null: from where a message may have come, judged by its type and its parts. */
export function kindOf(message) {
  const type = typeof message?.type === "string" ? message.type : "";
  for (const [kind, shapes] of [["page", FROM_PAGES], ["own", FROM_OURSELVES]]) {
    if (!Object.hasOwn(shapes, type)) continue;
    return Object.entries(shapes[type]).every(([key, holds]) => holds(message[key])) ? kind : null;
  }
  return null;
}

/** Whether `body` is what the feedback of the server takes. */
function isFeedback(body) {
  return (
    typeof body === "object" && body !== null && ACTIONS.has(body.action) && REASONS.has(body.reason) &&
    WORDS.every((key) => text(200)(body[key])) && isExcerpt(body.excerpt) &&
    Object.entries(MAY_BE).every(([key, holds]) => body[key] === undefined || holds(body[key]))
  );
}

function isExcerpt(value) {
  return typeof value === "string" && [...value].length <= EXCERPT_LIMIT;
}
