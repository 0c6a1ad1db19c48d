// What the customer wrote: the messages that the site's selector finds, oldest first.

const NEWEST = 20;
const LONGEST = 1_000;

/** The customer's newest messages in this page or in the frames of the same site, oldest first. */
export function customerMessages(selector) {
  if (!selector) return [];
  for (const page of pages()) {
    const found = [...page.querySelectorAll(selector)].filter((one) => one.getClientRects().length > 0);
    if (found.length) return inOrder(found).map(words).filter(Boolean).slice(-NEWEST);
  }
  return [];
}

// Some desks list the newest first and show it last: what is seen decides.
function inOrder(found) {
  const placed = found.map((one) => [one.getBoundingClientRect().top, one]);
  return placed.sort((a, b) => a[0] - b[0]).map(([, one]) => one);
}

function words(one) {
  return one.innerText.replaceAll("\u00a0", " ").trim().slice(0, LONGEST);
}

function* pages() {
  yield document;
  let top = window;
  while (top !== top.parent && within(top.parent)) top = top.parent;
  yield* below(top);
}

function* below(frame) {
  const page = within(frame);
  if (!page) return;
  if (page !== document) yield page;
  for (let index = 0; index < frame.length; index++) yield* below(frame[index]);
}

// The document of a frame; null when it belongs to another site.
function within(frame) {
  try {
    return frame.document;
  } catch {
    return null;
  }
}
