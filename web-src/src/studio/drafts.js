// Unsaved texts, kept in this window: switching files or reloading the page loses nothing.

const KEY = "coach-studio-drafts";

function all() {
  try {
    return JSON.parse(sessionStorage.getItem(KEY) ?? "{}");
  } catch {
    return {};
  }
}

function write(drafts) {
  try {
    sessionStorage.setItem(KEY, JSON.stringify(drafts));
  } catch {
    // The window's store is full: the text stays in the editor, and the page still asks before it closes.
  }
}

const nameOf = (pack, file) => `${pack}\n${file}`;

/** The draft of a file, with the digest of what it was made from; undefined when there is none. */
export function kept(pack, file) {
  return all()[nameOf(pack, file)];
}

export function keep(pack, file, text, digest) {
  write({ ...all(), [nameOf(pack, file)]: { text, digest } });
}

export function forget(pack, file) {
  const drafts = all();
  delete drafts[nameOf(pack, file)];
  write(drafts);
}

export function isKept(pack, file) {
  return nameOf(pack, file) in all();
}

export function isAnyKept() {
  return Object.keys(all()).length > 0;
}
