// How the pages of the extension ask its service worker, and what they say about the server.

export const STATUS = { ok: "已连上", unpaired: "还没配对", away: "连不上教练" };

/** What the worker answers; throws an Error with a sentence. */
export async function ask(message) {
  const told = await chrome.runtime.sendMessage(message);
  if (!told?.ok) throw new Error(told?.message || "没有成功，请再试一次。");
  return told;
}

/** Let the browser ask for the permission of a site, if it has to; must be called right in a click. */
export async function permit(pattern) {
  return chrome.permissions.request({ origins: [pattern] });
}
