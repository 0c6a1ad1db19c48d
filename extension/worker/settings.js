// What is kept: the server's address, the token of the pairing, the sites and their selectors. Never a text.
import { USUAL } from "../shared/address.js";

const EMPTY = { server: USUAL, token: "", sites: {} };

/** The settings; `sites` maps an origin to `{selector}`. */
export async function settings() {
  return { ...EMPTY, ...(await chrome.storage.local.get(Object.keys(EMPTY))) };
}

export async function keep(changes) {
  await chrome.storage.local.set(changes);
}

/** Change the sites: `change` gets a copy of the map; one change at a time. */
export function changeSites(change) {
  changing = changing.then(async () => {
    const { sites } = await settings();
    const copy = structuredClone(sites);
    change(copy);
    await keep({ sites: copy });
  });
  return changing;
}

let changing = Promise.resolve();

/** Keep the token out of reach of what runs in web pages. */
export async function lock() {
  await chrome.storage.local.setAccessLevel({ accessLevel: "TRUSTED_CONTEXTS" });
}
