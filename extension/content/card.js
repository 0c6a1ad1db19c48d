// The card of one place: what was seen, why it matters, what to say instead.
import { corner } from "./placing.js";
import { element } from "./surface.js";

export const REASONS = [
  ["not-wrong", "没说错"],
  ["fits-here", "这里这么说合适"],
  ["house-style", "我们就这么说"],
  ["poor-suggestion", "建议不好用"],
  ["other", "其他原因"],
];

export class Card {
  place = null;
  hasKeys = false; // opened by keyboard: digits are the card's, not the field's
  #index = 0;
  #isAskingWhy = false;
  #acts = [];

  /** `take(finding, suggestion)` applies one, resolving to whether it worked; `drop(finding, reason)` dismisses one. */
  constructor(root, { take, drop }) {
    this.take = take;
    this.drop = drop;
    this.box = element("section", { className: "card", hidden: true, ariaLabel: "回复教练的建议", role: "dialog" });
    this.voice = element("div", { className: "read", ariaLive: "polite" });
    this.box.addEventListener("mousedown", (event) => event.preventDefault()); // the field keeps the caret
    root.append(this.box, this.voice);
  }

  get finding() {
    return this.place?.findings[this.#index] ?? null;
  }

  open(place, text, hasKeys) {
    Object.assign(this, { place, text, hasKeys });
    this.#index = 0;
    this.#isAskingWhy = false;
    this.#draw();
  }

  close() {
    this.place = null;
    this.hasKeys = false;
    this.box.hidden = true;
    this.box.replaceChildren();
    this.voice.textContent = "";
  }

  /** The next finding of the same place; false when that was the last. */
  next() {
    if (!this.place || this.#index + 1 >= this.place.findings.length) return false;
    this.#index++;
    this.#isAskingWhy = false;
    this.#draw();
    return true;
  }

  /** What the key of a digit does; false when it does nothing here. */
  press(digit) {
    const act = this.#acts[digit];
    act?.();
    return Boolean(act);
  }

  /** Stand beside the mark; out of sight with it. */
  stand(mark, caret, view) {
    const isSeen = mark && mark.bottom > view.top && mark.top < view.bottom && mark.right > view.left && mark.left < view.right;
    this.box.style.visibility = isSeen ? "visible" : "hidden";
    if (!isSeen) return;
    const size = { width: this.box.offsetWidth, height: this.box.offsetHeight };
    const { left, top } = corner(mark, caret, size, { width: window.innerWidth, height: window.innerHeight });
    this.box.style.left = `${left}px`;
    this.box.style.top = `${top}px`;
  }

  say(sentence) {
    this.box.querySelector(".told")?.remove();
    this.box.querySelector("footer")?.before(element("p", { className: "told" }, sentence));
    this.voice.textContent = sentence;
  }

  #draw() {
    const { finding } = this;
    this.box.dataset.severity = finding.severity;
    this.#acts = [() => this.#askWhy()];
    this.box.replaceChildren(
      element(
        "header", {},
        element("span", { className: "dot" }),
        element("h2", {}, finding.title),
        this.#button("close", () => this.close(), "×", { ariaLabel: "关闭" }),
      ),
      element("p", {}, finding.what),
      ...(finding.about ? [element("p", { className: "about" }, `客户说：${finding.about}`)] : []),
      element("p", { className: "why" }, finding.why),
      ...(finding.instead ? [element("p", { className: "instead" }, finding.instead)] : []),
      this.#suggestions(),
      this.#isAskingWhy ? this.#reasons() : this.#foot(),
    );
    this.box.hidden = false;
    this.voice.textContent = `${finding.title}。${finding.what}${finding.suggestions.length} 条建议。`;
  }

  #suggestions() {
    const { finding, text } = this;
    return element("ul", { className: "better", hidden: !finding.suggestions.length }, ...finding.suggestions.slice(0, 9).map((one, at) => {
      const act = async () => (await this.take(finding, one)) || this.say("这里刚刚有改动，或者没法自动替换，请手动改一下。");
      if (!this.#isAskingWhy) this.#acts.push(act);
      return element("li", {}, this.#button("take", act, words(one, text), {}, this.hasKeys && !this.#isAskingWhy ? at + 1 : null));
    }));
  }

  #foot() {
    const rest = this.place.findings.length - 1;
    const more = () => this.next() || this.open(this.place, this.text, this.hasKeys);
    return element(
      "footer", {},
      this.#button("quiet", () => this.#askWhy(), "这处不用改", {}, this.hasKeys ? 0 : null),
      rest ? this.#button("quiet more", more, `同一处 ${this.#index + 1} / ${rest + 1}`, { title: "看这一处的下一条" }) : null,
    );
  }

  #reasons() {
    this.#acts = [null];
    const buttons = REASONS.map(([reason, label], at) => {
      const act = () => this.drop(this.finding, reason);
      this.#acts.push(act);
      return this.#button("quiet", act, label, {}, this.hasKeys ? at + 1 : null);
    });
    return element("footer", {}, element("div", { className: "reasons", role: "group", ariaLabel: "为什么不用改" },
      element("span", {}, "为什么不用改？"), ...buttons));
  }

  #askWhy() {
    this.#isAskingWhy = true;
    this.#draw();
  }

  #button(className, act, content, properties = {}, key = null) {
    const button = element("button", { type: "button", className, ...properties }, key === null ? null : element("kbd", {}, String(key)), content);
    button.addEventListener("click", (event) => event.isTrusted && act()); // a page cannot press it
    return button;
  }
}

/** A suggestion in words: what goes, what comes. */
function words({ start, end, replacement }, text) {
  const old = shortened(text.slice(start, end));
  return element(
    "span", { className: "words" },
    old ? element("span", { className: "old" }, old) : element("span", { className: "arrow" }, "加上"),
    old ? element("span", { className: "arrow" }, replacement ? "→" : "删掉") : null,
    element("span", { className: "new" }, ...replacement.split(/(⟨[^⟨⟩\n]*⟩)/u).map((part) =>
      part.startsWith("⟨") ? element("span", { className: "blank" }, part) : part)),
  );
}

function shortened(text) {
  const signs = [...text];
  return signs.length > 24 ? `${signs.slice(0, 11).join("")}…${signs.slice(-10).join("")}` : text;
}
