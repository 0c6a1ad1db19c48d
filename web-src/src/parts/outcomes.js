// What became of each finding: told to the coach, and noted for the summary of the shift.
import { blanksOf } from "./blanks.js";
import { report } from "./feedback.js";
import { note } from "./shift.js";
import { isFilled } from "./suggestions.js";

const SEEN = 1500; // milliseconds on the screen before a finding counts as seen
const REGRET = 5000; // milliseconds in which waving a finding away can be taken back untold

export class Outcomes {
  /** @param {"desk" | "mini"} surface */
  constructor(surface) {
    this.surface = surface;
    this.shown = new Map(); // fingerprint → finding, on the screen now
    this.seen = new Map();
    this.settled = new Set(); // fingerprints, and ids of applied suggestions, whose outcome is known
    this.waiting = new Map(); // fingerprint → {timer, tell}
    this.praised = new Set(); // what was praised in this draft and is noted
    this.timer = 0;
  }

  /** The findings on the screen now. */
  show(findings) {
    this.shown = new Map(findings.map((one) => [one.fingerprint, one]));
    clearTimeout(this.timer);
    if (findings.length) this.timer = setTimeout(() => this.see(), SEEN);
  }

  see() {
    for (const [fingerprint, finding] of this.shown) {
      if (this.seen.has(fingerprint)) continue;
      this.seen.set(fingerprint, finding);
      noted("seen", finding);
    }
  }

  /** A suggestion was put in over `replaced` findings: what became of them is told with the suggestion. */
  apply(replaced) {
    for (const one of replaced) this.seen.delete(one.fingerprint);
  }

  /** A finding was waved away; told after a while in which `restore` takes it back. */
  dismiss(finding, reason, texts) {
    const tell = () => {
      this.waiting.delete(finding.fingerprint);
      noted("dismissed", finding);
      report("dismissed", finding, { reason, ...texts, surface: this.surface });
    };
    this.settled.add(finding.fingerprint);
    this.waiting.set(finding.fingerprint, { timer: setTimeout(tell, REGRET), tell });
  }

  restore(fingerprint) {
    clearTimeout(this.waiting.get(fingerprint)?.timer);
    this.waiting.delete(fingerprint);
    this.settled.delete(fingerprint);
  }

  /** Tell what became of applied suggestions whose blanks are filled: taken as they are, or changed. */
  settle(entries, text) {
    for (const { id, finding, suggestion, start, end } of entries) {
      const now = text.slice(start, end);
      if (this.settled.has(id) || blanksOf(now).length) continue;
      this.settled.add(id);
      const action = isFilled(suggestion.replacement, now) ? "accepted" : "edited";
      noted(action, finding, { replacement: now });
      report(action, finding, { replacement: now, surface: this.surface });
    }
  }

  /** Tell everything about a draft that is done: also what was mended by hand. */
  finish(entries, text, left) {
    this.see();
    this.settle(entries, text);
    this.tellWaiting();
    const standing = new Set(left.map((one) => one.guideline));
    for (const [fingerprint, finding] of this.seen) {
      if (this.settled.has(fingerprint) || standing.has(finding.guideline)) continue;
      this.settled.add(fingerprint);
      noted("edited", finding);
      report("edited", finding, { surface: this.surface });
    }
  }

  /** Note what was well said in a reply that goes out, each wording once however often it is copied. */
  praise(highlights) {
    for (const one of highlights) {
      const key = `${one.rule} ${one.excerpt}`;
      if (this.praised.has(key)) continue;
      this.praised.add(key);
      noted("seen", one, { praise: true });
    }
  }

  /** Tell what was waved away and not taken back. */
  tellWaiting() {
    for (const { timer, tell } of [...this.waiting.values()]) {
      clearTimeout(timer);
      tell();
    }
  }

  /** A new draft begins. */
  forget() {
    this.show([]);
    this.seen.clear();
    this.settled.clear();
    this.praised.clear();
  }
}

function noted(action, { guideline, title, rule, excerpt }, extra = {}) {
  note({ action, guideline, title, rule, excerpt, ...extra });
}
