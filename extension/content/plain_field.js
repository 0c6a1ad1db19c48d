// A textarea or a one-line input: its text, its caret, and a mirror in which its characters have places.
import { Mirror } from "./mirror.js";

export class PlainField {
  #mirror = null;

  constructor(element) {
    this.element = element;
  }

  text() {
    return this.element.value;
  }

  /** Where the caret is; null while a stretch is selected. */
  caret() {
    const { selectionStart, selectionEnd } = this.element;
    return selectionStart === selectionEnd ? selectionStart : null;
  }

  /** The box of the caret on the screen; null while there is no mirror, or a stretch is selected. */
  caretBox() {
    const caret = this.caret();
    return this.#mirror && caret !== null ? this.#mirror.range(caret, caret).getBoundingClientRect() : null;
  }

  select(start, end) {
    this.element.focus({ preventScroll: true });
    this.element.setSelectionRange(start, end);
  }

  /** Ranges for the places, made anew from `text`, which is what the field holds. */
  ranges(places, text) {
    this.#mirror ??= new Mirror(this.element);
    this.#mirror.sync(text);
    return places.map(({ start, end }) => this.#mirror.range(start, end));
  }

  /** Follow the field; whether the ranges still stand. */
  follow() {
    this.#mirror?.sync(this.element.value);
    return true;
  }

  /** The part of the screen in which a place is seen: the field itself, as far as nothing cuts it off. */
  view() {
    return this.#mirror?.view ?? this.element.getBoundingClientRect();
  }

  /** Type `replacement` over a stretch, as a person would, so that the page hears of it and Ctrl+Z undoes it. */
  async replace({ start, end, replacement }) {
    const { element } = this;
    if (element.maxLength >= 0 && element.value.length - (end - start) + replacement.length > element.maxLength) return false;
    this.select(start, end);
    if (start === end && !replacement) return true;
    const typed = document.execCommand(replacement ? "insertText" : "delete", false, replacement);
    if (typed) return true;
    element.setRangeText(replacement, start, end, "end");
    return element.dispatchEvent(new InputEvent("input", { bubbles: true, inputType: "insertReplacementText" }));
  }

  leave() {
    this.#mirror?.remove();
    this.#mirror = null;
  }
}
