// What a person did about a finding: took a suggestion, changed it afterwards, or mended the place by hand.
import { change, moved } from "./changes.js";
import { isSame } from "./findings.js";

export class Hand {
  #applying = null;
  #taken = []; // suggestions that stand in the text as they were applied
  #touched = []; // findings into whose place a person typed since the last check

  /** `report(action, finding, extra)` is called once for each thing done. */
  constructor(report) {
    this.report = report;
  }

  applying(finding, suggestion, text) {
    this.#applying = { finding, suggestion, before: text };
  }

  /** The suggestion stands, or the field refused it. */
  applied(worked) {
    const { finding, suggestion, before } = this.#applying;
    this.#applying = null;
    if (!worked) return;
    const { start, replacement } = suggestion;
    this.report("accepted", finding, { replacement });
    if (!/⟨/.test(replacement)) this.#taken.push({ finding, before, start, end: start + replacement.length });
  }

  /** The text became another; `touched` are the findings that the change reached into. */
  changed(touched, before, after) {
    const what = change(before, after);
    const isSent = !after.trim();
    this.#touched = isSent ? [] : [...this.#carried(what), ...(this.#applying ? [] : touched)];
    const taken = this.#taken;
    this.#taken = [];
    for (const one of isSent ? [] : taken) {
      const place = moved(one, what);
      if (place) this.#taken.push(place);
      else if (!this.#applying && one.before !== after) this.report("edited", one.finding, {}); // not when it was undone
    }
  }

  /** A check came back: what was touched and is gone was mended by hand. */
  checked(findings, text) {
    for (const { finding, start, end } of this.#touched) {
      const isGone = !findings.some((one) => one.guideline === finding.guideline);
      if (isGone && text.slice(start, end).trim()) this.report("edited", finding, { replacement: text.slice(start, end) });
    }
    this.#touched = this.#touched.filter(({ finding }) => findings.some((one) => isSame(one, finding)));
  }

  #carried(what) {
    return this.#touched.map((one) => moved(one, what) ?? { ...one, end: Math.max(one.start, one.end + what.newEnd - what.end) });
  }
}
