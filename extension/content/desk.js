// The field in use, its session, its card and its chip, kept in step with what a person and the page do.
import { Card } from "./card.js";
import { CARD_STYLE } from "./card_style.js";
import { Chip } from "./chip.js";
import { customerMessages } from "./customer.js";
import { fieldFrom } from "./fields.js";
import { placeAt, placeFrom } from "./findings.js";
import { feedbackOf } from "./report.js";
import { Session } from "./session.js";
import { surface } from "./surface.js";
import { alive, tell } from "./worker.js";

const LOOK = 250; // ms between looks after what no event tells of
const CONTEXT_EVERY = 6; // of those looks

export class Desk {
  session = null;
  #selector = "";
  #context = []; // the customer's messages, as they went along with the last check
  #ui = null;
  #stop = new AbortController();
  #frame = 0;
  #looks = 0;
  #timer = 0;
  #resizing = new ResizeObserver(() => this.#later());

  /** Listen; the customer's messages are found by `selector`. */
  begin(selector) {
    this.#selector = selector;
    const on = (name, act, target = window) =>
      target.addEventListener(name, (event) => alive() && act(event), { capture: true, passive: name !== "keydown", signal: this.#stop.signal });
    on("focusin", (event) => this.#meet(event));
    on("input", (event) => this.#meet(event)?.changed());
    on("compositionstart", (event) => this.#meet(event)?.composes(true));
    on("compositionend", (event) => this.#ours(event)?.composes(false));
    on("pointerup", (event) => this.#ours(event) && setTimeout(() => this.#openAtCaret()));
    on("pointerdown", (event) => event.composedPath()[0] !== this.#ui?.host && this.#ui?.card.close());
    on("keydown", (event) => this.#key(event));
    on("scroll", () => this.#later());
    on("resize", () => this.#later());
    on("scroll", () => this.#later(), window.visualViewport);
    on("resize", () => this.#later(), window.visualViewport);
    const focused = deepest(document.activeElement);
    if (focused) this.#meet({ composedPath: () => [focused] });
  }

  /** Use another selector for the customer's messages from now on. */
  use(selector) {
    this.#selector = selector;
    this.again();
  }

  /** Check anew: the server is back, or knows more. */
  again() {
    this.session?.schedule(0);
  }

  end() {
    this.#stop.abort();
    this.#leave();
  }

  // The session of the field that an event came from, begun if need be.
  #meet(event) {
    const ours = this.#ours(event);
    if (ours) return ours;
    const field = fieldFrom(event);
    if (!field) return null;
    this.#leave();
    this.#ui = this.#makeUi();
    this.session = new Session(field, {
      ask: (text) => this.#ask(text),
      report: (action, finding, extra) => this.#report(action, finding, extra),
      drawn: () => this.#drawn(),
    });
    this.#resizing.observe(field.element);
    this.#timer = setInterval(() => alive() && this.#look(), LOOK);
    return this.session;
  }

  #ours(event) {
    const { session } = this;
    return session && event.composedPath().includes(session.field.element) ? session : null;
  }

  #leave() {
    if (!this.session) return;
    this.#resizing.disconnect();
    clearInterval(this.#timer);
    cancelAnimationFrame(this.#frame);
    this.#frame = 0;
    this.session.end();
    this.session = null;
    this.#ui.host.remove();
    this.#ui = null;
  }

  #makeUi() {
    const { host, root } = surface(CARD_STYLE);
    const card = new Card(root, { take: (...chosen) => this.#take(...chosen), drop: (...dropped) => this.#drop(...dropped) });
    return { host, card, chip: new Chip(root, () => this.#chipPressed()) };
  }

  #ask(text) {
    const context = customerMessages(this.#selector);
    this.#context = context;
    return tell({ type: "check", text, context });
  }

  #report(action, finding, extra) {
    const body = feedbackOf(action, finding, extra, this.#context);
    tell({ type: "feedback", body: { id: crypto.randomUUID(), ...body } });
  }

  #look() {
    if (!this.session.field.element.isConnected) return this.#leave();
    if (document.hidden) return undefined;
    this.session.follow();
    this.#stand();
    if (++this.#looks % CONTEXT_EVERY === 0 && this.session.text.trim()) {
      const context = customerMessages(this.#selector);
      if (context.join("\n") !== this.#context.join("\n")) this.session.schedule();
      this.#context = context;
    }
    return undefined;
  }

  #drawn() {
    if (!this.#ui) return;
    const { session } = this;
    const { card, chip } = this.#ui;
    if (card.place && !(session.findings.includes(card.finding) && session.text === card.text)) card.close();
    chip.show(session.places.length, session.blanks.length);
    this.#later();
  }

  #later() {
    if (!this.session) return;
    this.#frame ||= requestAnimationFrame(() => {
      this.#frame = 0;
      this.session.field.follow();
      this.#stand();
    });
  }

  #stand() {
    const { field } = this.session;
    const { card, chip } = this.#ui;
    const view = field.view();
    if (!chip.button.hidden) chip.stand(field.element.getBoundingClientRect(), view);
    if (card.place) card.stand(this.#markBox(card.place), field.caretBox(), view);
  }

  #markBox(place) {
    const now = this.session.places.find((one) => one.start === place.start && one.end === place.end);
    return now?.range.getClientRects()[0] ?? null;
  }

  #openAtCaret() {
    const caret = this.session?.field.caret();
    const place = Number.isInteger(caret) && !this.session.composing ? placeAt(this.session.places, caret) : null;
    if (place) this.#open(place, false);
  }

  #open(place, hasKeys) {
    this.#show(place);
    this.#ui.card.open(place, this.session.text, hasKeys);
    this.#stand();
  }

  // Bring a place into the field's view, where it is scrolled out of it.
  #show(place) {
    const { element } = this.session.field;
    const box = place.range.getClientRects()[0];
    const view = element.getBoundingClientRect();
    if (!box) return;
    if (box.top < view.top) element.scrollTop -= view.top - box.top + 4;
    else if (box.bottom > view.bottom) element.scrollTop += box.bottom - view.bottom + 4;
    this.session.field.follow();
  }

  #key(event) {
    const session = this.#ours(event);
    if (!session || event.isComposing || session.composing || !event.isTrusted) return;
    const { card } = this.#ui;
    const isPlain = !event.ctrlKey && !event.metaKey && !event.altKey && !event.shiftKey;
    let done = false;
    if (event.altKey && !event.ctrlKey && !event.metaKey && event.code === "Period") done = this.#next();
    else if (card.place && event.key === "Escape") done = card.close() ?? true;
    else if (card.place && card.hasKeys && isPlain && /^[0-9]$/.test(event.key)) done = card.press(Number(event.key));
    if (!done) return;
    event.preventDefault();
    event.stopImmediatePropagation();
  }

  // Alt+. : the place at the caret or after it, then what else there is, one by one.
  #next() {
    const { card } = this.#ui;
    const { places, field } = this.session;
    if (!places.length) return this.session.blanks.length > 0 && (this.session.toBlank() ?? true);
    if (card.place && card.hasKeys && card.next()) {
      this.#stand();
      return true;
    }
    const at = card.place ? places.findIndex((one) => one.start === card.place.start && one.end === card.place.end) : -1;
    this.#open(at >= 0 ? places[(at + 1) % places.length] : placeFrom(places, field.caret() ?? 0), true);
    return true;
  }

  async #take(finding, suggestion) {
    const { session } = this;
    const worked = await session.apply(finding, suggestion);
    if (worked) this.#ui?.card.close();
    return worked;
  }

  #drop(finding, reason) {
    this.#ui.card.close();
    this.session.dismiss(finding, reason);
  }

  #chipPressed() {
    const { session } = this;
    if (session.blanks.length) session.toBlank();
    else if (session.places.length) {
      session.field.element.focus({ preventScroll: true });
      this.#open(placeFrom(session.places, session.field.caret() ?? 0), true);
    }
  }
}

// What has the focus, also inside open shadow roots.
function deepest(element) {
  let at = element;
  while (at?.shadowRoot?.activeElement) at = at.shadowRoot.activeElement;
  return at;
}
