// How the server is: watched by what is asked of it, and by asking for its health while nothing is.
import { show } from "./badge.js";
import { Refused, ask } from "./server.js";
import { settings } from "./settings.js";
import { tellScripts } from "./sites.js";

const ALARM = "health";
const SOONEST = 1_000;
const LATEST = 16_000;

let timer = 0;

/** "ok", "away" or "unpaired", as last seen. */
export async function status() {
  return (await chrome.storage.session.get("status")).status ?? "away";
}

/** Remember how the server was found; the sites hear when it is back. */
export async function found(now) {
  const { status: before } = await chrome.storage.session.get("status");
  if (now !== before) {
    await chrome.storage.session.set({ status: now });
    await show(now);
  }
  if (now !== "ok") again(SOONEST);
  else if (now !== before) await tellScripts({ type: "again" });
}

/** Ask for the server's health, and show it. */
export async function look() {
  await found(await health());
  return status();
}

/** Look every half minute, also after the worker was put to sleep. */
export async function watch() {
  await chrome.alarms.create(ALARM, { periodInMinutes: 0.5 });
  chrome.alarms.onAlarm.addListener((alarm) => alarm.name === ALARM && look());
}

async function health() {
  try {
    await ask("POST", "/api/check", { text: "" });
    return "ok";
  } catch (refusal) {
    if (!(refusal instanceof Refused)) throw refusal;
    return ["away", "unpaired"].includes(refusal.code) ? refusal.code : "ok";
  }
}

// While the server is away, look more often at first, so that its return shows at once.
function again(wait) {
  clearTimeout(timer);
  timer = setTimeout(async () => {
    const { token } = await settings();
    const now = await health();
    if (now !== (await status())) await found(now);
    else if (now !== "ok" && token && wait < LATEST) again(2 * wait);
  }, wait);
}
