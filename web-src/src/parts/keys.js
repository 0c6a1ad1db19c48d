// The keys of the pages that a reply is written on.
//
// Keys are told by their place on the keyboard (`code`), since ⌥1 types “¡” on a Mac. None of them types a character,
// belongs to an input method of Windows or macOS, or reaches a page while an input method is composing.

/**
 * The command that a key stands for; null when it is none, or belongs to an input method.
 *
 * @param {KeyboardEvent} event
 * @returns {null | {name: string, index?: number}} `name` is first, all, next, previous, dismiss, another, copy, or
 *   offer with the `index` of one.
 */
export function commandOf(event) {
  if (event.isComposing || event.keyCode === 229) return null;
  const { code, altKey, shiftKey } = event;
  const mod = event.ctrlKey || event.metaKey;
  const isEnter = code === "Enter" || code === "NumpadEnter";
  if (mod) return isEnter && !altKey && !shiftKey ? { name: "copy" } : null;
  if (code === "F8" && !altKey) return { name: shiftKey ? "previous" : "next" };
  if (!altKey) return null;
  if (isEnter) return { name: shiftKey ? "all" : "first" };
  if (shiftKey) return null;
  const digit = /^Digit([1-9])$/.exec(code);
  if (digit) return { name: "offer", index: Number(digit[1]) - 1 };
  const named = { ArrowDown: "next", ArrowUp: "previous", KeyX: "dismiss", KeyN: "another" };
  return named[code] ? { name: named[code] } : null;
}
