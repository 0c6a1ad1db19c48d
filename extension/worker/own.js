// What the popup and the options page ask for.
import { serverAddress } from "../shared/address.js";
import { siteOf } from "../shared/site.js";
import { Refused, ask } from "./server.js";
import { keep, settings } from "./settings.js";
import { allow, forbid, remember } from "./sites.js";
import { look } from "./status.js";

/** What `message` is answered; throws Refused. */
export async function answerOwn(message) {
  switch (message.type) {
    case "state":
      return state();
    case "pair":
      return pair(message.code);
    case "unpair":
      await keep({ token: "" });
      return state();
    case "server":
      return moveTo(message.address);
    case "allow":
      if (!(await allow(website(message.site)))) throw new Refused("permission", "浏览器还没有允许访问这个网站。");
      return state();
    case "forbid":
      await forbid(website(message.site));
      return state();
    case "forget":
      await remember(website(message.site), "");
      return state();
    case "pick":
      return void (await startPicking(message.tab));
  }
}

async function state() {
  const status = await look();
  const { server, token, sites } = await settings();
  return { status, server, paired: Boolean(token) && status !== "unpaired", sites };
}

async function startPicking(tab) {
  try {
    await chrome.tabs.sendMessage(tab, { type: "pick" });
  } catch {
    throw new Refused("page", "这个页面还没准备好，请刷新一下再试。");
  }
}

async function pair(code) {
  const { token } = await ask("POST", "/api/pair", { code });
  if (typeof token !== "string" || !token) throw new Refused("pairing", "配对没有成功，请换一个配对码再试。");
  await keep({ token });
  return state();
}

async function moveTo(typed) {
  const address = serverAddress(typed);
  if (!address) throw new Refused("address", "地址要在这台电脑上，例如 127.0.0.1:8765。");
  const { server } = await settings();
  if (address !== server) await keep({ server: address, token: "" }); // the token is that server's, and no other's
  return state();
}

function website(typed) {
  const site = siteOf(typed);
  if (!site) throw new Refused("site", "这不是网站地址。");
  return site;
}
