// The popup: uses the coach on the site of the open tab, or no longer; starts picking the customer's messages.
import { STATUS, ask, permit } from "../shared/asking.js";
import { permissionPattern, siteName, siteOf } from "../shared/site.js";

const $ = (id) => document.getElementById(id);
const [tab] = await chrome.tabs.query({ active: true, currentWindow: true });
const site = siteOf(tab?.url);

$("options").addEventListener("click", () => chrome.runtime.openOptionsPage());
$("allow").addEventListener("click", () => tried(allow));
$("forbid").addEventListener("click", () => tried(async () => show(await ask({ type: "forbid", site }))));
$("pick").addEventListener("click", () => tried(pick));
await tried(async () => show(await ask({ type: "state" })));

async function allow() {
  await chrome.storage.session.set({ wanted: site }); // this popup may close while the browser asks
  const granted = await permit(permissionPattern(site));
  if (granted) show(await ask({ type: "allow", site }));
  await chrome.storage.session.remove("wanted");
}

async function pick() {
  await ask({ type: "pick", tab: tab.id });
  window.close();
}

async function tried(act) {
  $("trouble").hidden = true;
  try {
    await act();
  } catch (error) {
    $("trouble").textContent = error.message;
    $("trouble").hidden = false;
  }
}

function show({ status, server, sites }) {
  $("status").dataset.status = status;
  $("status").textContent = STATUS[status];
  $("elsewhere").hidden = Boolean(site);
  $("home").hidden = site !== server;
  $("site").hidden = !site || site === server;
  if (!site) return;
  $("name").textContent = siteName(site);
  const own = Object.hasOwn(sites, site) ? sites[site] : null;
  $("off").hidden = Boolean(own);
  $("on").hidden = !own;
  $("picked").textContent = own?.selector
    ? "正在使用，会结合客户的消息给建议。"
    : "正在使用。指定客户的消息后，建议会更贴切。";
  $("pick").textContent = own?.selector ? "重新指定客户的消息" : "指定客户的消息";
  $("pick").classList.toggle("main", !own?.selector);
}
