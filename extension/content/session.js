// One field while a reply is written in it: when it is checked, what is marked, what is applied.
import { blanks, nextBlank } from "./blanks.js";
import { carry, smallest } from "./changes.js";
import { findingsOf, isLike, places } from "./findings.js";
import { Hand } from "./hand.js";
import { mark, unmark } from "./marks.js";

const PAUSE = 250;
const LONGEST = 20_000;

export class Session {
  findings = [];
  places = []; // with `range`
  blanks = [];
  composing = false;
  #dismissed = []; // in this draft; their clause may go on growing, so the fingerprint does not tell
  #seq = 0;
  #timer = 0;
  #isOver = false;

  /** `ask(text)` answers a check; `report(body)` tells the server what became of a finding; `drawn()` follows each drawing. */
  constructor(field, { ask, report, drawn }) {
    this.field = field;
    this.ask = ask;
    this.drawn = drawn;
    this.hand = new Hand(report);
    this.report = report;
    this.text = field.text();
    this.schedule(0);
  }

  /** The field may have changed: carry the marks along at once, check a moment later. */
  changed() {
    const now = this.field.text();
    if (now === this.text) return;
    const { kept, touched } = carry(this.findings, this.text, now);
    this.hand.changed(touched, this.text, now);
    this.text = now;
    this.findings = kept;
    this.draw();
    this.schedule();
  }

  composes(isComposing) {
    this.composing = isComposing;
    this.#seq++; // an answer on its way came too late
    if (!isComposing) {
      this.changed();
      this.schedule();
    }
  }

  schedule(pause = PAUSE) {
    this.#seq++;
    clearTimeout(this.#timer);
    if (!this.composing && !this.#isOver) this.#timer = setTimeout(() => this.#check(), pause);
  }

  async #check() {
    const seq = ++this.#seq;
    const { text } = this;
    if (!text.trim() || text.length > LONGEST) return this.#take([]);
    const told = await this.ask(text);
    if (seq !== this.#seq || this.#isOver) return;
    if (!told.ok) return told.code === "superseded" ? undefined : this.#take([]);
    this.changed(); // without an event: then the check that follows counts
    if (this.text === text) this.#take(findingsOf(told.answer, text));
  }

  #take(findings) {
    this.hand.checked(findings, this.text);
    if (!this.text.trim()) this.#dismissed = [];
    this.findings = findings.filter((one) => !this.#dismissed.some((other) => isLike(one, other)));
    this.draw();
  }

  draw() {
    const all = places(this.findings);
    const ranges = all.length ? this.field.ranges(all, this.text) : [];
    this.places = all.map((place, index) => ({ ...place, range: ranges[index] })).filter((place) => place.range);
    this.blanks = blanks(this.text);
    mark(this.places);
    this.drawn();
  }

  /** Look after what no event tells of: a text set by a script, a field drawn anew or moved. */
  follow() {
    if (this.field.text() !== this.text && !this.composing) this.changed();
    else if (!this.field.follow()) this.draw();
  }

  /** Apply a suggestion; false when the text is no longer what was marked, or the field refused. */
  async apply(finding, suggestion) {
    if (this.composing || this.field.text() !== this.text || !this.findings.includes(finding)) return false;
    const { text } = this;
    const wanted = text.slice(0, suggestion.start) + suggestion.replacement + text.slice(suggestion.end);
    this.hand.applying(finding, suggestion, text);
    const done = await this.field.replace(smallest(suggestion, text));
    const worked = done && this.field.text() === wanted;
    this.hand.applied(worked);
    this.changed();
    if (!worked) return false;
    const blank = blanks(suggestion.replacement)[0];
    if (blank) this.field.select(suggestion.start + blank.start, suggestion.start + blank.end);
    else this.field.select(suggestion.start + suggestion.replacement.length, suggestion.start + suggestion.replacement.length);
    return true;
  }

  dismiss(finding, reason) {
    this.#dismissed.push(finding);
    this.findings = this.findings.filter((one) => !isLike(one, finding));
    this.report("dismissed", finding, { reason, text: this.text });
    this.draw();
  }

  /** Select the blank at or after the caret. */
  toBlank() {
    const blank = nextBlank(this.text, this.field.caret() ?? 0);
    if (blank) this.field.select(blank.start, blank.end);
  }

  end() {
    this.#isOver = true;
    clearTimeout(this.#timer);
    unmark();
    this.field.leave();
  }
}
