// The service worker: between the web pages, the pages of the extension and the coach on this machine.
import { kindOf } from "../shared/messages.js";
import { siteOf } from "../shared/site.js";
import { answerOwn } from "./own.js";
import { answerPage } from "./pages.js";
import { Refused } from "./server.js";
import { lock, settings } from "./settings.js";
import { allow, forbidWithoutPermission, register, startIn } from "./sites.js";
import { look, watch } from "./status.js";

chrome.runtime.onMessage.addListener((message, sender, reply) => {
  answer(message, sender).then(
    (told) => reply({ ok: true, ...told }),
    (error) => reply({ ok: false, code: error.code ?? "internal", message: error.message }),
  );
  return true;
});

async function answer(message, sender) {
  const kind = sender.id === chrome.runtime.id ? kindOf(message) : null;
  if (kind === "own" && sender.url?.startsWith(chrome.runtime.getURL(""))) return answerOwn(message);
  const site = siteOf(sender.origin);
  const { sites } = await settings();
  if (kind === "page" && sender.tab && site && Object.hasOwn(sites, site)) return answerPage(message, site, sender);
  throw new Refused("message", "认不出这个请求。");
}

chrome.runtime.onInstalled.addListener(async () => {
  await start();
  for (const site of Object.keys((await settings()).sites)) await startIn(site);
});
chrome.runtime.onStartup.addListener(start);

async function start() {
  await register();
  await look();
}

// The popup closes when the browser asks for the permission; what it wanted is done here.
chrome.permissions.onAdded.addListener(async () => {
  const { wanted } = await chrome.storage.session.get("wanted");
  if (wanted && (await allow(wanted))) await chrome.storage.session.remove("wanted");
});
chrome.permissions.onRemoved.addListener(forbidWithoutPermission);

lock();
watch();
