// The coach in a web page: follows the field that is written in, from the first focus until it is turned off.
import { Desk } from "./desk.js";
import { pick, stopPicking } from "./picker.js";
import { tell, whenLeft } from "./worker.js";

let desk = null;

/** Begin; a second call, as when a site is allowed again without a reload, finds it begun. */
export function start() {
  if (desk) return;
  const mine = new Desk();
  desk = mine;
  chrome.runtime.onMessage.addListener(hear);
  whenLeft(stop);
  tell({ type: "hello" }).then((told) => desk === mine && mine.begin(told.ok ? told.selector : ""));
}

function stop() {
  desk?.end();
  desk = null;
  stopPicking();
  try {
    chrome.runtime.onMessage.removeListener(hear);
  } catch {
    // the extension is gone, and its listeners with it
  }
}

function hear(message, sender) {
  if (sender.id !== chrome.runtime.id || sender.tab) return;
  if (message?.site && message.site !== self.origin) return; // meant for another site's frames in this tab
  if (message?.type === "off") stop();
  else if (message?.type === "again") desk?.again();
  else if (message?.type === "selector") desk?.use(message.selector);
  else if (message?.type === "pick") pick();
  else if (message?.type === "unpick") stopPicking();
}
