// The sites a person allowed: scripts registered there, started at once, and told when something changes.
import { permissionPattern, scriptPattern } from "../shared/site.js";
import { changeSites, settings } from "./settings.js";

const LOADER = ["content/loader.js"];

/** Allow a site whose permission is granted: now, in its open tabs, and from now on. */
export async function allow(site) {
  if (!(await chrome.permissions.contains({ origins: [permissionPattern(site)] }))) return false;
  await changeSites((sites) => (sites[site] ??= { selector: "" }));
  await register();
  await startIn(site);
  return true;
}

/** No more of it on that site: the scripts fall silent at once, and the permission is handed back. */
export async function forbid(site) {
  await changeSites((sites) => delete sites[site]);
  await register();
  await tellScripts({ type: "off" }, site);
  const { sites } = await settings();
  const pattern = permissionPattern(site);
  if (Object.keys(sites).some((other) => permissionPattern(other) === pattern)) return;
  await chrome.permissions.remove({ origins: [pattern] }).catch(() => false); // the server's own host stays
}

/** Remember how the customer's messages are found on a site; an empty selector forgets it. */
export async function remember(site, selector) {
  await changeSites((sites) => sites[site] && (sites[site].selector = selector));
  await tellScripts({ type: "selector", selector }, site);
}

/** Register the scripts of exactly the sites that are allowed. One at a time: registering is not atomic. */
export function register() {
  registering = registering.catch(() => {}).then(registerNow);
  return registering;
}

let registering = Promise.resolve();

async function registerNow() {
  const { sites } = await settings();
  const registered = (await chrome.scripting.getRegisteredContentScripts()).map((script) => script.id);
  const gone = registered.filter((id) => !Object.hasOwn(sites, id));
  if (gone.length) await chrome.scripting.unregisterContentScripts({ ids: gone });
  const missing = Object.keys(sites).filter((site) => !registered.includes(site));
  await chrome.scripting.registerContentScripts(missing.map(script));
}

function script(site) {
  return {
    id: site,
    matches: [scriptPattern(site)],
    js: LOADER,
    allFrames: true,
    matchOriginAsFallback: true,
    runAt: "document_idle",
    persistAcrossSessions: true,
  };
}

/** Start in the tabs that are open already: after allowing a site, and after an update. */
export async function startIn(site) {
  await inTabs({ url: scriptPattern(site) }, (id) => chrome.scripting.executeScript({ target: { tabId: id, allFrames: true }, files: LOADER }));
}

/** Forget the sites whose permission a person took back in the browser's own settings. */
export async function forbidWithoutPermission() {
  const { sites } = await settings();
  for (const site of Object.keys(sites)) {
    if (!(await chrome.permissions.contains({ origins: [permissionPattern(site)] }))) await forbid(site);
  }
}

/** Tell every script, or with `site` those of that site: in all tabs, as a site may be open in a frame of another. */
export async function tellScripts(message, site) {
  await inTabs({}, (id) => chrome.tabs.sendMessage(id, { ...message, site }));
}

async function inTabs(which, act) {
  const tabs = await chrome.tabs.query(which);
  await Promise.allSettled(tabs.map((tab) => act(tab.id)));
}
