// Everything that a person can do with a draft: take a suggestion, wave a finding away, fill blanks, copy.
import { isolateHistory, undo } from "@codemirror/commands";
import { post } from "./api.js";
import { addApplied, applied } from "./applied.js";
import { nextBlank } from "./blanks.js";
import { copyText } from "./clipboard.js";
import { Coached, EMPTY } from "./coached.js";
import { isComposing, select } from "./editor.js";
import { hideFindings, showAnswer } from "./marks.js";
import { note } from "./shift.js";
import { edit, offers, wanted } from "./suggestions.js";

/** A change that one undo takes back by itself. */
const ALONE = { annotations: isolateHistory.of("full"), scrollIntoView: true };

export class Draft extends Coached {
  /** Apply the offer with this index of the open card. */
  use(index) {
    const offer = this.active && offers(this.active)[index];
    if (!offer || isComposing(this.view)) return;
    const { changes, selection } = edit(offer.suggestion);
    this.put([offer], this.view.state.changes(changes), selection);
  }

  put(offered, changes, selection) {
    const { places } = this.shown;
    const effects = offered.map(({ finding, suggestion }) => {
      const start = changes.mapPos(suggestion.start, -1);
      const end = start + suggestion.replacement.length;
      return addApplied.of({ id: crypto.randomUUID(), finding, suggestion, start, end });
    });
    for (const { suggestion } of offered) {
      const over = (one) => one.start < suggestion.end && suggestion.start < one.end;
      this.outcomes.apply(places.flatMap((place) => place.findings).filter(over));
    }
    this.view.dispatch({ changes, selection, effects, ...ALONE, userEvent: "input.suggestion" });
    this.view.focus();
    this.checker.now();
  }

  /** Apply everything that fits together and needs no filling in; whether there was anything. */
  async useAll() {
    if (this.isBusy || isComposing(this.view)) return false;
    const text = this.text;
    this.change({ isBusy: true });
    try {
      const told = await post("/api/rewrite", { text, context: this.context(), offset_unit: "utf16" });
      if (this.text !== text || isComposing(this.view)) return true;
      const offered = wanted(told.applied, this.shown.left);
      if (!offered.length) return false;
      const changes = offered.map(({ suggestion }) => edit(suggestion).changes);
      this.put(offered, this.view.state.changes(changes));
      this.say(`改好了 ${offered.length} 处`, [["撤销", () => this.undo()]]);
      return true;
    } catch (refused) {
      this.say(refused.message);
      return true;
    } finally {
      this.change({ isBusy: false });
    }
  }

  undo() {
    undo(this.view);
    this.view.focus();
  }

  /** Wave the findings of a place away. */
  dismiss(place, reason) {
    const findings = place.findings;
    const texts = { text: this.text, context: this.context() };
    for (const one of findings) this.outcomes.dismiss(one, reason, texts);
    this.hide(new Set([...this.hidden, ...findings.map((one) => one.fingerprint)]));
    this.say(`放过了「${findings[0].title}」`, [["撤销", () => this.restore(findings.map((one) => one.fingerprint))]]);
    this.view.focus();
  }

  restore(fingerprints) {
    for (const one of fingerprints) this.outcomes.restore(one);
    this.hide(new Set([...this.hidden].filter((one) => !fingerprints.includes(one))));
  }

  hide(hidden) {
    this.view.dispatch({ effects: hideFindings.of(hidden) });
    this.choose(null);
  }

  askReason(asks) {
    if (asks && !this.active) return;
    this.change({ asksReason: asks });
    if (!asks) this.view.focus();
  }

  goToBlank() {
    const { from, to } = this.view.state.selection.main;
    this.view.focus();
    select(this.view, nextBlank(this.shown.blanks, from, to) ?? this.shown.blanks[0]);
    this.change({ isHeld: false });
  }

  /** Put the draft on the clipboard; held back while blanks are left, unless `anyway`. */
  async copy(anyway = false) {
    const text = this.text;
    if (!text.trim() || isComposing(this.view)) return;
    if (this.shown.blanks.length && !anyway) this.change({ isHeld: true });
    else if (await copyText(text)) this.sent(text);
    else this.say("浏览器不让写剪贴板，按 Ctrl+A、Ctrl+C 自己复制一下吧。");
  }

  /** Ctrl+C and Ctrl+X of the whole draft, which is what a copy without a selection means too. */
  heldBack(event, view) {
    const { from, to, empty } = view.state.selection.main;
    const text = this.text;
    const isWhole = empty || (!text.slice(0, from).trim() && !text.slice(to).trim());
    if (!isWhole || !text.trim()) return false;
    if (this.shown.blanks.length) {
      event.preventDefault();
      this.change({ isHeld: true });
      return true;
    }
    if (event.type === "cut") return empty;
    event.preventDefault();
    event.clipboardData.setData("text/plain", text);
    this.sent(text);
    return true;
  }

  sent(text) {
    this.outcomes.finish(this.view.state.field(applied), text, this.shown.left);
    this.outcomes.praise(this.shown.highlights);
    if (text !== this.copied) note({ action: "sent", score: this.answer?.scores.overall });
    this.change({ copied: text, isHeld: false });
  }

  /** Begin anew with `text`. */
  replace(text, hidden = []) {
    this.outcomes.finish(this.view.state.field(applied), this.text, this.shown.left);
    this.outcomes.forget();
    const changes = { from: 0, to: this.view.state.doc.length, insert: text };
    const effects = [showAnswer.of(EMPTY), hideFindings.of(new Set(hidden))];
    const selection = { anchor: text.length };
    this.view.dispatch({ changes, effects, selection, ...ALONE, userEvent: "input.paste" });
    this.change({ copied: null, isHeld: false, asksReason: false });
    this.view.focus();
    this.checker.now();
  }
}
