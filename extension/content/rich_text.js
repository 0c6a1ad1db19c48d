// Rich text as plain text: what is written under an element, with a map from each character back to its node.

const ELEMENT = 1;
const TEXT = 3;

/**
 * The text under `root` and its map.
 *
 * `look(element)` says what an element is: "block", "inline", "break" (br), "image" (its `alt` counts), "widget" (not
 * edited, skipped), "hidden"; and for a text's parent whether white space is kept: `keeps(element)`.
 * The map is a list of `{at, length, node, kind}`: `at` in the text; a break has a length of 1, a widget one of 0.
 */
export function read(root, look, keeps) {
  const reading = new Reading(look, keeps);
  reading.inside(root);
  return reading.done();
}

class Reading {
  text = "";
  map = [];
  open = false; // whether the line has something in it

  constructor(look, keeps) {
    this.look = look;
    this.keeps = keeps;
  }

  inside(element) {
    for (const node of element.childNodes) {
      if (node.nodeType === TEXT) this.words(node, element);
      else if (node.nodeType === ELEMENT) this.element(node);
    }
  }

  words(node, parent) {
    const keeps = this.keeps(parent);
    if (!node.data || (!keeps && !this.open && /^[ \t\r\n]*$/.test(node.data))) return;
    const text = keeps ? node.data : node.data.replace(/[\t\r\n]/g, " ");
    this.add(text.replaceAll("\u00a0", " "), node, "text");
    this.open = !text.endsWith("\n");
  }

  element(node) {
    const kind = this.look(node);
    if (kind === "hidden") return;
    if (kind === "break") {
      this.add("\n", node, "break");
      this.open = false;
    } else if (kind === "image" || kind === "widget") {
      this.add(kind === "image" ? (node.getAttribute("alt") ?? "") : "", node, kind);
      this.open = true;
    } else {
      if (kind === "block") this.endLine(node);
      this.inside(node);
      if (kind === "block") this.endLine(node);
    }
  }

  endLine(node) {
    if (this.open) this.add("\n", node, "line");
    this.open = false;
  }

  add(text, node, kind) {
    this.map.push({ at: this.text.length, length: text.length, node, kind });
    this.text += text;
  }

  // A last line that holds nothing but its own end is the room the browser keeps for the caret.
  done() {
    if (this.open || !this.text.endsWith("\n")) return { text: this.text, map: this.map };
    const last = this.map.findLast((part) => part.length > 0);
    if (last.kind !== "text") last.length -= 1;
    return { text: last.kind === "text" ? this.text : this.text.slice(0, -1), map: this.map };
  }
}

/** The point of the DOM before the character at `position`: `{node, offset}`; null when there is none. */
export function pointBefore(map, position) {
  const part = map.findLast((one) => one.length > 0 && one.at <= position && position < one.at + one.length);
  if (part?.kind === "line") return pointAfter(map, position); // the end of the line it ends
  return part ? pointIn(part, position - part.at) : null;
}

/** The point of the DOM after the character that ends at `position`. */
export function pointAfter(map, position) {
  const part = map.findLast((one) => one.length > 0 && one.at < position && position <= one.at + one.length);
  if (part?.kind === "line") return pointBefore(map, position); // the start of the next line
  return part ? pointIn(part, position - part.at) : null;
}

function pointIn(part, offset) {
  if (part.kind === "text") return { node: part.node, offset };
  const parent = part.node.parentNode;
  const index = [...parent.childNodes].indexOf(part.node);
  return { node: parent, offset: index + (offset > 0 ? 1 : 0) };
}

/** Whether a stretch holds something that is not text and would be lost if it were typed over. */
export function holdsWidget(map, start, end) {
  return map.some((part) => part.kind === "widget" && start < part.at && part.at < end);
}
