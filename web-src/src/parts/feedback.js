// Telling the coach what became of a finding. What cannot be told now waits in this browser, and is told later.
import { ask } from "./api.js";
import { shortened } from "./mask.js";

const KEY = "coach-feedback-waiting";
const MOST = 200;
const PAUSES = [2000, 5000, 15000, 60000]; // milliseconds
const PASSING = new Set([0, 401, 408, 429, 502, 503, 504]);
const TOLD = ["rule", "guideline", "severity", "fingerprint"];

const whole = new Map(); // id → body with its texts, which are never written to disk here
let tries = 0;
let timer = 0;
let telling = false;

/**
 * Tell what became of `finding`; never throws, never waits.
 *
 * @param {"accepted" | "edited" | "dismissed"} action
 * @param {object} finding as it came from the coach.
 * @param {{surface?: string, replacement?: string, reason?: string, text?: string, context?: string[]}} extra
 */
export function report(action, finding, extra = {}) {
  try {
    const { text, context, ...kept } = extra;
    const body = { id: crypto.randomUUID(), action, excerpt: shortened(finding.excerpt ?? ""), ...kept };
    for (const name of TOLD) body[name] = finding[name];
    if (body.replacement) body.replacement = shortened(body.replacement);
    whole.set(body.id, { ...body, text, context });
    write([...read(), body].slice(-MOST));
    void tell();
  } catch {
    // feedback is never worth an interruption
  }
}

/** Tell what waits from before; the page calls it when it opens. */
export function tellWaiting() {
  void tell();
}

async function tell() {
  if (telling) return;
  telling = true;
  clearTimeout(timer);
  try {
    for (let body = read()[0]; body; body = read()[0]) {
      await ask("POST", "/api/feedback", whole.get(body.id) ?? body).catch((refused) => {
        if (PASSING.has(refused.status)) throw refused;
      });
      tries = 0;
      whole.delete(body.id);
      write(read().filter((one) => one.id !== body.id));
    }
  } catch {
    timer = setTimeout(tell, PAUSES[Math.min(tries++, PAUSES.length - 1)]);
  } finally {
    telling = false;
  }
}

let unwritten = []; // what waits where nothing can be kept

function read() {
  try {
    const kept = JSON.parse(localStorage.getItem(KEY) ?? "[]");
    return [...(Array.isArray(kept) ? kept.filter((one) => typeof one?.id === "string") : []), ...unwritten];
  } catch {
    return unwritten;
  }
}

function write(waiting) {
  try {
    localStorage.setItem(KEY, JSON.stringify(waiting));
    unwritten = [];
  } catch {
    unwritten = waiting;
  }
}

globalThis.addEventListener?.("online", () => void tell());
