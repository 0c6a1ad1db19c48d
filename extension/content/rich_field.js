// A contenteditable element: its text, its caret, and ranges of its own nodes. Nothing in it is changed but by typing.
import { holdsWidget, pointAfter, pointBefore, read } from "./rich_text.js";
import { clip } from "./seen.js";
import { allowIn } from "./marks.js";

const WIDGETS = new Set(["BUTTON", "INPUT", "SELECT", "TEXTAREA", "IFRAME", "OBJECT", "EMBED", "VIDEO", "AUDIO", "CANVAS"]);
const UNSEEN = new Set(["SCRIPT", "STYLE", "TEMPLATE", "NOSCRIPT"]);

export class RichField {
  #map = [];
  #drawn = [];
  #disallow = null;

  constructor(element) {
    this.element = element;
  }

  text() {
    const { text, map } = read(this.element, look, keepsSpace);
    this.#map = map;
    return text;
  }

  /** Where the caret is; null while a stretch is selected or it is elsewhere. */
  caret() {
    const selection = this.#selection();
    if (!selection?.isCollapsed || !this.element.contains(selection.focusNode)) return null;
    return this.#position(selection.focusNode, selection.focusOffset);
  }

  /** The box of the caret on the screen; null where it has none. */
  caretBox() {
    const selection = this.#selection();
    const box = selection?.isCollapsed && selection.rangeCount ? selection.getRangeAt(0).getBoundingClientRect() : null;
    return box?.height ? box : null;
  }

  select(start, end) {
    this.element.focus({ preventScroll: true });
    this.text();
    const [from, to] = [this.#start(start, end), this.#end(start, end)];
    if (from && to) this.#selection().setBaseAndExtent(from.node, from.offset, to.node, to.offset);
  }

  /** Ranges for the places, of the nodes as they are now. */
  ranges(places) {
    this.#disallow ??= allowIn(this.element);
    this.text();
    this.#drawn = places.map(({ start, end }) => this.#range(start, end));
    return this.#drawn;
  }

  /** Whether the ranges still stand; a page that draws its field anew leaves them empty. */
  follow() {
    return this.#drawn.every((range) => range === null || (!range.collapsed && range.startContainer.isConnected));
  }

  view() {
    return clip(this.element, this.element.getBoundingClientRect());
  }

  /** Type `replacement` over a stretch, as a person would, so that the page hears of it and Ctrl+Z undoes it. */
  async replace({ start, end, replacement }) {
    const before = this.text();
    if (holdsWidget(this.#map, start, end)) return false;
    this.select(start, end);
    await new Promise((told) => setTimeout(told)); // editors learn of the selection by an event of its own
    if (this.text() !== before) return false;
    if (start === end && !replacement) return true;
    return document.execCommand(replacement ? "insertText" : "delete", false, replacement);
  }

  leave() {
    this.#disallow?.();
    this.#disallow = null;
  }

  #start(start, end) {
    return (start < end ? pointBefore(this.#map, start) : null) ?? pointAfter(this.#map, start) ?? pointBefore(this.#map, start);
  }

  #end(start, end) {
    return start < end ? pointAfter(this.#map, end) : this.#start(start, end);
  }

  #range(start, end) {
    const [from, to] = [this.#start(start, end), this.#end(start, end)];
    if (!from || !to) return null;
    const range = document.createRange();
    range.setStart(from.node, from.offset);
    range.setEnd(to.node, to.offset);
    return range;
  }

  #selection() {
    const root = this.element.getRootNode();
    return root.getSelection?.() ?? document.getSelection();
  }

  #position(node, offset) {
    const text = this.text();
    const own = this.#map.find((part) => part.kind === "text" && part.node === node);
    if (own) return own.at + Math.min(offset, own.length);
    const point = document.createRange();
    point.setStart(node, offset);
    const next = this.#map.find((part) => part.kind !== "line" && point.comparePoint(part.node, 0) >= 0);
    return next ? next.at : text.length;
  }
}

function look(element) {
  if (element.tagName === "BR") return "break";
  if (element.tagName === "IMG") return "image";
  if (UNSEEN.has(element.tagName)) return "hidden";
  if (WIDGETS.has(element.tagName) || element.contentEditable === "false") return "widget";
  const { display } = getComputedStyle(element);
  if (display === "none") return "hidden";
  return display.startsWith("inline") || display === "contents" ? "inline" : "block";
}

function keepsSpace(element) {
  return /pre|break-spaces/.test(getComputedStyle(element).whiteSpace);
}
