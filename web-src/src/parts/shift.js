// What an agent did in the last days, kept in this browser only, for the summary of a shift.
import { shortened } from "./mask.js";

const KEY = "coach-shift";
const DAY = 24 * 60 * 60 * 1000; // milliseconds
const KEPT = 7 * DAY;
const MOST = 2000;
const TEXTS = { title: 40, excerpt: 40, replacement: 120 }; // characters that are kept

/**
 * Remember one thing that happened; identifiers in it are masked. A browser that keeps nothing is fine.
 *
 * @param {{action: "seen" | "accepted" | "edited" | "dismissed" | "sent", at?: number, guideline?: string,
 *   title?: string, rule?: string, excerpt?: string, replacement?: string, score?: number, praise?: boolean}} entry; `praise` for what was well said
 */
export function note(entry) {
  const made = { at: Date.now(), ...entry };
  for (const [name, most] of Object.entries(TEXTS)) {
    if (typeof made[name] === "string") made[name] = shortened(made[name], most);
  }
  write([...read(), made]);
}

/** What happened since `sinceMs` (milliseconds of the epoch), oldest first. */
export function entries(sinceMs = 0) {
  return fresh(read()).filter((one) => one.at >= sinceMs);
}

/** Forget everything. */
export function clear() {
  try {
    localStorage.removeItem(KEY);
  } catch {
    // nothing is kept here anyway
  }
}

function fresh(kept) {
  const now = Date.now(); // what lies far ahead was noted while the clock was wrong
  return kept.filter((one) => one.at >= now - KEPT && one.at <= now + DAY).slice(-MOST);
}

function read() {
  try {
    const kept = JSON.parse(localStorage.getItem(KEY) ?? "[]");
    return Array.isArray(kept) ? kept.filter((one) => Number.isFinite(one?.at)) : [];
  } catch {
    return [];
  }
}

function write(kept) {
  try {
    localStorage.setItem(KEY, JSON.stringify(fresh(kept)));
  } catch {
    // no room, or not allowed: the shift goes on without a summary
  }
}
