// The options page: pairing, the server's address, the sites.
import { STATUS, ask, permit } from "../shared/asking.js";
import { permissionPattern, siteName, siteOf } from "../shared/site.js";

const $ = (id) => document.getElementById(id);

on("pair", "submit", "pair-trouble", async () => {
  const code = $("code").value.replace(/\D/g, "");
  if (code.length !== 6) throw new Error("请填六位数字。");
  show(await ask({ type: "pair", code }));
  $("code").value = "";
});
on("unpair", "click", "pair-trouble", async () => show(await ask({ type: "unpair" })));
on("server", "submit", "server-trouble", async () => show(await ask({ type: "server", address: $("address").value })));
on("add", "submit", "add-trouble", async () => {
  const site = siteOf($("site").value);
  if (!site) throw new Error("这不像网站地址。");
  if (!(await permit(permissionPattern(site)))) throw new Error("浏览器还没有允许，请再添加一次，并选“允许”。");
  show(await ask({ type: "allow", site }));
  if (siteOf($("site").value) === site) $("site").value = ""; // else the next one is being typed already
});
chrome.storage.onChanged.addListener(refresh);
document.addEventListener("visibilitychange", () => document.hidden || refresh());
refresh();

async function refresh() {
  show(await ask({ type: "state" }));
}

function on(id, event, trouble, act) {
  $(id).addEventListener(event, async (happened) => {
    happened.preventDefault();
    $(trouble).hidden = true;
    try {
      await act();
    } catch (error) {
      $(trouble).textContent = error.message;
      $(trouble).hidden = false;
    }
  });
}

function show({ status, server, paired, sites }) {
  $("status").dataset.status = status;
  $("status").textContent = STATUS[status];
  $("unpaired").hidden = paired;
  $("paired").hidden = !paired;
  if (document.activeElement !== $("address")) $("address").value = server;
  $("sites").replaceChildren(...Object.entries(sites).map(([site, { selector }]) => row(site, selector)));
  $("none").hidden = Object.keys(sites).length > 0;
}

function row(site, selector) {
  const item = document.createElement("li");
  item.append(
    word("name", siteName(site)),
    word("found", selector ? `客户的消息：${selector}` : "还没有指定客户的消息"),
    ...(selector ? [button("重新指定", { type: "forget", site }, `重新指定 ${siteName(site)} 上的客户消息`)] : []),
    button("移除", { type: "forbid", site }, `移除 ${siteName(site)}`),
  );
  return item;
}

function word(className, text) {
  const made = document.createElement("span");
  made.className = className;
  made.textContent = text;
  return made;
}

function button(label, message, described) {
  const made = document.createElement("button");
  made.type = "button";
  made.className = "button quiet";
  made.textContent = label;
  made.ariaLabel = described;
  made.addEventListener("click", async () => show(await ask(message)));
  return made;
}
