// Picking the customer's messages: point at one, see all that are found, widen or narrow, confirm.
import { PICKER_STYLE } from "./picker_style.js";
import { likeliest, messageAt, selectorsFor } from "./selectors.js";
import { element, surface } from "./surface.js";
import { alive, tell } from "./worker.js";

const MOST = 60; // boxes drawn

let picking = null;

/** Begin to pick; does nothing while already picking. */
export function pick() {
  picking ??= new Picking();
}

export function stopPicking() {
  picking?.end();
  picking = null;
}

class Picking {
  #stop = new AbortController();
  #found = null; // selectors, once one was pointed at
  #at = 0;

  constructor() {
    const { host, root } = surface(PICKER_STYLE);
    this.host = host;
    this.boxes = element("div");
    this.bar = element("div", { className: "bar", role: "status" });
    root.append(this.boxes, this.bar);
    const on = (name, act) => window.addEventListener(name, act, { capture: true, signal: this.#stop.signal });
    on("pointermove", (event) => this.#point(event));
    for (const name of ["pointerdown", "mousedown", "pointerup", "mouseup"]) on(name, (event) => this.#swallow(event));
    on("click", (event) => this.#choose(event));
    on("keydown", (event) => this.#key(event));
    on("scroll", () => this.#draw());
    on("resize", () => this.#draw());
    window.focus();
    this.#draw();
  }

  end() {
    this.#stop.abort();
    this.host.remove();
  }

  #isOurs(event) {
    return event.composedPath()[0] === this.host;
  }

  #swallow(event) {
    if (this.#isOurs(event) || !alive()) return false;
    event.preventDefault();
    event.stopImmediatePropagation();
    return true;
  }

  #point(event) {
    if (this.#found || this.#isOurs(event)) return;
    this.pointed = pointable(event);
    this.#draw();
  }

  #choose(event) {
    if (!this.#swallow(event)) return;
    const target = pointable(event);
    if (!target) return;
    this.#found = selectorsFor(target);
    this.#at = likeliest(this.#found, target);
    this.#draw();
  }

  #key(event) {
    const acts = { Escape: () => this.#cancel(), Enter: () => this.#confirm(), ArrowUp: () => this.#step(1), ArrowDown: () => this.#step(-1) };
    if (!Object.hasOwn(acts, event.key) || !this.#swallow(event)) return;
    acts[event.key]();
  }

  #step(by) {
    if (!this.#found) return;
    this.#at = Math.max(0, Math.min(this.#found.length - 1, this.#at + by));
    this.#draw();
  }

  #cancel() {
    stopPicking();
    tell({ type: "unpicked" }); // in the other frames too
  }

  #confirm() {
    if (!this.#found) return;
    const { selector } = this.#found[this.#at];
    stopPicking();
    tell({ type: "picked", selector });
  }

  #draw() {
    const shown = this.#found ? [...document.querySelectorAll(this.#found[this.#at].selector)].slice(-MOST) : [this.pointed].filter(Boolean);
    this.boxes.replaceChildren(...shown.map(outline));
    this.bar.replaceChildren(...(this.#found ? this.#review() : this.#invitation()));
  }

  #invitation() {
    return [element("p", {}, "点一下客户发来的任意一条消息"), element("div", { className: "acts" }, button("取消", "Esc", () => this.#cancel()))];
  }

  #review() {
    const { count } = this.#found[this.#at];
    return [
      element("p", {}, `选中了 ${count} 条，都是客户说的吗？`),
      element(
        "div", { className: "acts" },
        button("多一些", "↑", () => this.#step(1), this.#at === this.#found.length - 1),
        button("少一些", "↓", () => this.#step(-1), this.#at === 0),
        button("就是这些", "Enter", () => this.#confirm(), false, "main"),
        button("取消", "Esc", () => this.#cancel()),
      ),
    ];
  }
}

// What may be pointed at: an element with words in it, not the whole page.
function pointable(event) {
  const target = event.composedPath()[0];
  if (!(target instanceof HTMLElement) || !document.body.contains(target) || target === document.body) return null;
  return target.textContent.trim() ? messageAt(target) : null;
}

function outline(target) {
  const { left, top, width, height } = target.getBoundingClientRect();
  const box = element("div", { className: "box" });
  Object.assign(box.style, { left: `${left - 3}px`, top: `${top - 3}px`, width: `${width + 6}px`, height: `${height + 6}px` });
  return box;
}

function button(label, key, act, disabled = false, className = "") {
  const made = element("button", { type: "button", className, disabled }, label, element("kbd", {}, key));
  made.addEventListener("click", (event) => event.isTrusted && act());
  return made;
}
