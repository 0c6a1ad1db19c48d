// Where the coach may be: only on this machine.

export const USUAL = "http://127.0.0.1:8765";

const HOSTS = new Set(["127.0.0.1", "localhost"]);

/** The address a person typed, as an origin such as "http://127.0.0.1:8765"; null when it is not on this machine. */
export function serverAddress(typed) {
  const text = String(typed ?? "").trim();
  if (!text) return null;
  let url;
  try {
    url = new URL(/^[a-z][a-z0-9+.-]*:\/\//i.test(text) ? text : `http://${text}`);
  } catch {
    return null;
  }
  const plain = url.protocol === "http:" && !url.username && !url.password && url.pathname === "/" && !url.search;
  return plain && HOSTS.has(url.hostname) ? url.origin : null;
}
