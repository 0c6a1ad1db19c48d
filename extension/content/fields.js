// Which elements are fields that a reply may be written in.
import { PlainField } from "./plain_field.js";
import { RichField } from "./rich_field.js";

const TYPES = new Set(["text", "search"]);
const PRIVATE = /^(?:.*password|one-time-code|cc-.*|username|email|tel.*)$/i;

/** The field that an event came from, or null: never a password, never what is read-only. */
export function fieldFrom(event) {
  const element = event.composedPath()[0]; // inside open shadow roots too
  if (!(element instanceof Element)) return null;
  if (isPlain(element)) return new PlainField(element);
  const host = editingHost(element);
  return host ? new RichField(host) : null;
}

function isPlain(element) {
  const isText = element instanceof HTMLTextAreaElement || (element instanceof HTMLInputElement && TYPES.has(element.type));
  return isText && !element.readOnly && !element.disabled && !PRIVATE.test(element.autocomplete ?? "");
}

/** The outermost element that is edited; null when `element` is not inside one. */
function editingHost(element) {
  if (!(element instanceof HTMLElement) || !element.isContentEditable) return null;
  let host = element;
  while (host.parentElement?.isContentEditable) host = host.parentElement;
  return host === document.body && document.designMode === "on" ? null : host;
}
