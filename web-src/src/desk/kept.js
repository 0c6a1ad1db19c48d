// What outlives a reload of the desk: this window's draft and messages, until the window is closed.

const KEY = "coach-desk";
const NOTHING = { text: "", messages: [], hidden: [] };

/** `{text, messages, hidden}` as it was kept. */
export function kept() {
  try {
    const { text, messages, hidden } = JSON.parse(sessionStorage.getItem(KEY) ?? "{}");
    const texts = (list) => (Array.isArray(list) ? list.filter((one) => typeof one === "string") : []);
    return { text: typeof text === "string" ? text : "", messages: texts(messages), hidden: texts(hidden) };
  } catch {
    return NOTHING;
  }
}

/** Keep nothing of it in this window. */
export function forgetKept() {
  sessionStorage.removeItem(KEY);
}

export function keep(state) {
  try {
    sessionStorage.setItem(KEY, JSON.stringify(state));
  } catch {
    // no room: the draft lives as long as the page does
  }
}
