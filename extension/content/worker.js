// Talking to the service worker; once the extension was updated or removed, nobody is there any more.

let ended = () => {};

/** `end` is called once, when this script has been left behind by its extension. */
export function whenLeft(end) {
  ended = end;
}

/** Whether the extension is still the one that put this script here; if not, everything here ends. */
export function alive() {
  let id;
  try {
    id = chrome.runtime?.id;
  } catch {
    id = undefined;
  }
  if (id) return true;
  const end = ended;
  ended = () => {};
  end();
  return false;
}

/** What the worker answers: `{ok: true, …}` or `{ok: false, code}`. Never throws. */
export async function tell(message) {
  if (!alive()) return { ok: false, code: "left" };
  try {
    return (await chrome.runtime.sendMessage(message)) ?? { ok: false, code: "left" };
  } catch {
    alive();
    return { ok: false, code: "left" };
  }
}
