// Asking the server that this page came from.

const TYPED = "coach-token";

/** What the server refused: `status` of HTTP (0 when it did not answer), `code`, a sentence. */
export class Refused extends Error {
  constructor(status, code, message) {
    super(message);
    this.status = status;
    this.code = code;
  }
}

/** The token of this page; empty when the server wants one that the person must type in. */
export function token() {
  return meta("coach-token") || sessionStorage.getItem(TYPED) || "";
}

/** Remember a token that was typed in, for as long as this window is open. */
export function rememberToken(text) {
  sessionStorage.setItem(TYPED, text.trim());
}

/** Whether this page was given no token, so that a person has to type one in. */
export function mustType() {
  return !meta("coach-token");
}

export function nonce() {
  return meta("coach-nonce");
}

function meta(name) {
  return document.querySelector(`meta[name="${name}"]`)?.content ?? "";
}

/**
 * Take the token of the server's present start, after it was started anew.
 *
 * @returns {Promise<boolean | null>} whether there was another one; null when nobody answers.
 */
export async function renewToken() {
  try {
    const page = await (await fetch(location.pathname, { cache: "no-store" })).text();
    const read = new DOMParser().parseFromString(page, "text/html");
    const fresh = read.querySelector('meta[name="coach-token"]')?.content ?? "";
    if (!fresh || fresh === meta("coach-token")) return false;
    document.querySelector('meta[name="coach-token"]').content = fresh;
    return true;
  } catch {
    return null;
  }
}

/**
 * The JSON answered to `method path`; throws Refused. `body` is sent as JSON, or as it is when it is binary.
 *
 * Where the server wants a token that this page was not given, the person is asked for it first.
 */
export async function ask(method, path, body) {
  if (!token() && mustType()) await prompted("");
  const used = token();
  const answer = await sent(method, path, body);
  if (answer.status !== 401) return told(answer);
  const isKnown = (await renewToken()) || (used && mustType() && (await prompted(used)));
  return told(isKnown ? await sent(method, path, body) : answer);
}

/** Asks the person for a token other than `used`; whether there is one now. */
async function prompted(used) {
  const { askForToken } = await import("./token-prompt.jsx");
  return askForToken(used);
}

/** The answer to one request with the token of now, whatever its status; throws Refused when there is none. */
export async function sent(method, path, body) {
  const binary = body instanceof Blob || body instanceof ArrayBuffer;
  const headers = { authorization: `Bearer ${token()}` };
  if (body !== undefined && !binary) headers["content-type"] = "application/json";
  try {
    return await fetch(path, { method, headers, body: binary ? body : JSON.stringify(body) });
  } catch {
    throw new Refused(0, "away", "连不上教练：请看看 coach serve 是不是还开着。");
  }
}

async function told(answer) {
  const body = await answer.json().catch(() => null);
  if (!answer.ok) {
    throw new Refused(answer.status, body?.error?.code ?? "", body?.error?.message ?? "这个请求没有成功。");
  }
  return body;
}

export const get = (path) => ask("GET", path);
export const post = (path, body) => ask("POST", path, body);

// A page that was given no token asks for it at once: its live line, which is a WebSocket, cannot.
if (typeof document !== "undefined" && !token()) prompted("");
