// A draft under the eyes of the coach: the editor, what the coach says about it now, and which card is open.
import { ChangeSet } from "@codemirror/state";
import { applied } from "./applied.js";
import { openChecker } from "./checking.js";
import { isComposing, makeEditor } from "./editor.js";
import { movedFindings, movedHighlights } from "./mapping.js";
import { hideFindings, marks, settle, showActive, showAnswer } from "./marks.js";
import { Outcomes } from "./outcomes.js";
import { placeAt, stepped } from "./places.js";

const STILL = 3000; // milliseconds without a change after which an applied suggestion counts as taken

/** What the coach says about a draft without a word. */
export const EMPTY = { findings: [], highlights: [] };

export class Coached {
  /**
   * @param {object} wish
   * @param {"desk" | "mini"} wish.surface
   * @param {() => string[]} wish.context what the customer wrote, oldest first.
   */
  constructor({ surface, context, label, hint }) {
    Object.assign(this, { context, label, hint });
    this.outcomes = new Outcomes(surface);
    this.listeners = new Set();
    this.line = { state: "opening", trouble: "" };
    this.answer = null; // of the coach, as it came
    this.late = null; // an answer that came while an input method was composing
    this.activeKey = null;
    this.asksReason = false;
    this.isHeld = false; // copying waits for the blanks
    this.isBusy = false; // a rewrite is under way
    this.copied = null; // the text that was copied last
    this.toast = null;
  }

  mount(parent, text, hidden = []) {
    this.view = makeEditor(parent, {
      text,
      label: this.label,
      hint: this.hint,
      onUpdate: (update) => this.updated(update),
      onComposed: () => this.composed(),
      onCopy: (event, view) => this.heldBack(event, view),
    });
    this.view.dispatch({ effects: hideFindings.of(new Set(hidden)) });
    this.checker = openChecker({
      read: () => ({ text: this.text, context: this.context() }),
      isBusy: () => isComposing(this.view),
      onAsk: () => this.asked(),
      onAnswer: (answer) => this.answered(answer),
      onLine: (line) => this.change({ line: { ...line } }),
    });
    this.asked();
    this.checker.now();
    this.leave = () => {
      this.outcomes.settle(this.view.state.field(applied), this.text);
      this.outcomes.tellWaiting();
    };
    addEventListener("pagehide", this.leave);
    this.change({});
  }

  destroy() {
    removeEventListener("pagehide", this.leave);
    clearTimeout(this.stillTimer);
    this.checker.close();
    this.view.destroy();
  }

  // --- what a page shows

  get text() {
    return this.view ? this.view.state.doc.toString() : "";
  }

  get shown() {
    return this.view.state.field(marks);
  }

  get active() {
    return this.shown.places.find((one) => one.key === this.activeKey) ?? null;
  }

  get hidden() {
    return this.shown.hidden;
  }

  subscribe(listener) {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  change(change) {
    Object.assign(this, change);
    for (const listener of this.listeners) listener();
  }

  say(text, actions = []) {
    this.change({ toast: { text, actions } });
  }

  // --- the coach

  asked() {
    this.askedText = this.text;
    this.since = ChangeSet.empty(this.askedText.length);
  }

  answered(answer) {
    if (isComposing(this.view)) this.late = { answer };
    else {
      this.late = null;
      this.answer = answer;
      this.view.dispatch({ effects: showAnswer.of(answer ? this.carried(answer) : EMPTY) });
      this.outcomes.show(this.shown.places.flatMap((one) => one.findings));
      this.choose(this.activeKey);
    }
  }

  carried({ findings, highlights }) {
    const before = (start, end) => this.askedText.slice(start, end);
    const after = (start, end) => this.view.state.doc.sliceString(start, end);
    return {
      findings: movedFindings(findings, this.since, before, after),
      highlights: movedHighlights(highlights, this.since, before, after),
    };
  }

  updated(update) {
    if (update.docChanged) {
      this.since = this.since?.compose(update.changes);
      this.isHeld = false;
      if (!update.view.compositionStarted) {
        const isUndone = update.transactions.some((one) => one.isUserEvent("undo") || one.isUserEvent("redo"));
        this.checker?.soon(isUndone || !update.state.doc.length ? 0 : undefined);
      }
      clearTimeout(this.stillTimer);
      this.stillTimer = setTimeout(() => this.outcomes.settle(this.view.state.field(applied), this.text), STILL);
    }
    if (update.docChanged || update.selectionSet) queueMicrotask(() => this.follow());
  }

  composed() {
    this.view.dispatch({ effects: settle.of(null) });
    if (this.late) this.answered(this.late.answer);
    this.follow();
    this.checker.soon();
  }

  /** The card at the caret opens; elsewhere the one that is open stays, as long as it is there. */
  follow() {
    if (!this.view.dom.isConnected) return;
    const { head } = this.view.state.selection.main;
    if (isComposing(this.view)) this.change({});
    else if (this.active?.start === head) this.choose(this.activeKey); // a step led there
    else this.choose(placeAt(this.shown.places, head)?.key ?? this.activeKey);
  }

  choose(key) {
    const { places, active } = this.shown;
    const known = places.find((one) => one.key === key) ?? places.find((one) => one.start >= (this.lastStart ?? 0));
    const chosen = known ?? places[0] ?? null;
    if (chosen?.key !== this.activeKey) this.asksReason = false;
    this.activeKey = chosen?.key ?? null;
    this.lastStart = chosen?.start ?? 0;
    if (active !== this.activeKey) this.view.dispatch({ effects: showActive.of(this.activeKey) });
    this.change({});
  }

  /** Open the card with this key and put the caret on its words. */
  goTo(place) {
    if (!place || isComposing(this.view)) return;
    this.activeKey = place.key;
    this.view.dispatch({ selection: { anchor: place.start }, scrollIntoView: true, userEvent: "select" });
    this.choose(place.key);
  }

  step(direction) {
    const { places } = this.shown;
    const { active } = this;
    const { head } = this.view.state.selection.main;
    const isThere = !active || head === active.start || placeAt(places, head) === active;
    this.goTo(isThere ? stepped(places, active, head, direction) : active);
    this.view.focus();
  }
}
