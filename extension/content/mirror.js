// A mirror of a textarea or input: the same text in the same type at the same place, unseen but for its marks.
import { RULES } from "./marks.js";
import { clip } from "./seen.js";
import { surface } from "./surface.js";

const COPIED = [
  "direction", "fontFamily", "fontFeatureSettings", "fontKerning", "fontOpticalSizing", "fontSize", "fontSizeAdjust",
  "fontStretch", "fontStyle", "fontVariant", "fontVariationSettings", "fontWeight", "hyphens", "letterSpacing", "lineBreak",
  "lineHeight", "overflowWrap", "paddingBottom", "paddingLeft", "paddingRight", "paddingTop", "tabSize", "textAlign",
  "textIndent", "textRendering", "textTransform", "unicodeBidi", "whiteSpace", "wordBreak", "wordSpacing", "writingMode",
  "textSpacingTrim", "textAutospace", "fontVariantEastAsian", "WebkitTextSecurity", "zoom",
];

const CSS = `${RULES}
.frame { position: fixed; overflow: hidden; transform-origin: 0 0; color: transparent; pointer-events: none; }
.page { position: absolute; inset: 0; box-sizing: border-box; margin: 0; }
.line { display: flex; align-items: center; overflow: hidden; }
.line .words { flex: 1 0 100%; min-width: 0; white-space: pre; }
`;

export class Mirror {
  constructor(field) {
    this.field = field;
    const { host, root } = surface(CSS);
    this.host = host;
    host.ariaHidden = "true";
    this.words = document.createElement("div");
    this.words.className = "words";
    this.node = document.createTextNode("");
    this.words.append(this.node);
    this.page = document.createElement("div");
    this.page.className = field instanceof HTMLInputElement ? "page line" : "page";
    this.frame = document.createElement("div");
    this.frame.className = "frame";
    this.frame.append(this.page);
    this.page.append(this.words);
    root.append(this.frame);
    this.view = field.getBoundingClientRect();
  }

  /** Take on the field's text, type, place and scroll position. */
  sync(text) {
    if (this.node.data !== text) this.node.data = text;
    const style = getComputedStyle(this.field);
    for (const key of COPIED) if (this.page.style[key] !== style[key]) this.page.style[key] = style[key];
    this.#place(style);
    this.page.scrollTop = 0;
    this.words.style.transform = `translate(${-this.field.scrollLeft}px, ${-this.field.scrollTop}px)`;
  }

  #place(style) {
    const { field, frame } = this;
    const box = field.getBoundingClientRect();
    const origin = this.host.getBoundingClientRect();
    const scaleX = field.offsetWidth ? box.width / field.offsetWidth : 1;
    const scaleY = field.offsetHeight ? box.height / field.offsetHeight : 1;
    const left = box.left - origin.left + field.clientLeft * scaleX;
    const top = box.top - origin.top + field.clientTop * scaleY;
    Object.assign(frame.style, {
      left: `${left}px`,
      top: `${top}px`,
      width: `${exactly(style.width, style, "Left", "Right", field.offsetWidth, field.clientWidth)}px`,
      height: `${field.clientHeight}px`,
      transform: scaleX === 1 && scaleY === 1 ? "none" : `scale(${scaleX}, ${scaleY})`,
      visibility: style.visibility,
    });
    this.view = clip(field, box);
    frame.style.clipPath = inset(this.view, box);
  }

  /** The range of a stretch of the mirrored text. */
  range(start, end) {
    const range = document.createRange();
    range.setStart(this.node, Math.min(start, this.node.length));
    range.setEnd(this.node, Math.min(end, this.node.length));
    return range;
  }

  remove() {
    this.host.remove();
  }
}

// clientWidth is rounded; where lines wrap is not. The exact inner width, less a scroll bar where there is one.
function exactly(width, style, before, after, offset, client) {
  const border = parseFloat(style[`border${before}Width`]) + parseFloat(style[`border${after}Width`]);
  const padding = parseFloat(style[`padding${before}`]) + parseFloat(style[`padding${after}`]);
  const outer = style.boxSizing === "border-box" ? parseFloat(width) : parseFloat(width) + padding + border;
  const bar = offset - Math.round(border) - client;
  return Number.isFinite(outer) ? outer - border - Math.max(0, bar) : client;
}

function inset(view, box) {
  const sides = [view.top - box.top, box.right - view.right, box.bottom - view.bottom, view.left - box.left];
  return sides.every((side) => side <= 0) ? "none" : `inset(${sides.map((side) => `${Math.max(0, side)}px`).join(" ")})`;
}

