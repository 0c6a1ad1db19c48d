// What the scripts in web pages ask for: checks, feedback, the selector of their site.
import { Refused, ask } from "./server.js";
import { remember } from "./sites.js";
import { settings } from "./settings.js";
import { found } from "./status.js";

const TRIES = 4;
const asking = new Map(); // one check at a time for each frame: a newer one ends the older

/** What `message` from the page of `site` is answered; throws Refused. */
export async function answerPage(message, site, sender) {
  switch (message.type) {
    case "hello":
      return { selector: (await settings()).sites[site]?.selector ?? "" };
    case "check":
      return { answer: await check(message, `${sender.tab.id}/${sender.frameId}`) };
    case "feedback":
      return void (await feedback(message.body));
    case "picked":
      await stopPicking(sender.tab.id);
      return void (await remember(site, message.selector));
    case "unpicked":
      return void (await stopPicking(sender.tab.id));
  }
}

// In every frame of the tab, whichever site it is of: all of them began.
async function stopPicking(tab) {
  await chrome.tabs.sendMessage(tab, { type: "unpick" }).catch(() => {}); // closed meanwhile
}

async function check({ text, context }, frame) {
  asking.get(frame)?.abort();
  const abort = new AbortController();
  asking.set(frame, abort);
  const question = { text, offset_unit: "utf16", ...(context.length && { context }) };
  try {
    const answer = await ask("POST", "/api/check", question, abort.signal);
    await found("ok");
    return answer;
  } catch (refusal) {
    if (["away", "unpaired"].includes(refusal.code)) await found(refusal.code);
    throw refusal;
  } finally {
    if (asking.get(frame) === abort) asking.delete(frame);
  }
}

// Kept in memory only, as it holds words of a reply; the server counts an id once, however often it comes.
async function feedback(body) {
  for (let tried = 1; ; tried++) {
    try {
      return await ask("POST", "/api/feedback", { ...body, surface: "extension" });
    } catch (refusal) {
      const mayPass = ["away", "store", "rate"].includes(refusal.code);
      if (!(refusal instanceof Refused) || !mayPass || tried === TRIES) throw refusal;
      await new Promise((wake) => setTimeout(wake, 1_000 * 2 ** tried));
    }
  }
}
