// The live line: a draft goes out, what a trainer would mark comes back; only the newest draft counts.
import { Refused, post, renewToken, token } from "./api.js";

const RETRY = [500, 1000, 2000, 4000]; // milliseconds
const LIMIT = 250_000; // bytes; a little under what the server takes

/**
 * Keeps a WebSocket to /api/live open, also across a server that was started anew.
 *
 * @param {object} told
 * @param {(answer: object) => void} told.onAnswer gets the answer to the newest draft, with positions in UTF-16 units.
 * @param {(state: "open" | "away" | "refused", message?: string) => void} told.onState is told when the line opens or
 *   breaks.
 * @param {(error: {code: string, message: string}) => void} told.onError gets the refusal of the newest draft.
 * @returns {{check(text: string, context: string[]): void, forget(): void, close(): void}} `forget` drops the draft
 *   that was sent last.
 */
export function openLive({ onAnswer, onState, onError }) {
  let socket = null;
  let seq = 0;
  let pending = null;
  let tries = 0;
  let timer = 0;
  let closed = false;

  function connect() {
    const scheme = location.protocol === "https:" ? "wss" : "ws";
    socket = new WebSocket(`${scheme}://${location.host}/api/live?token=${encodeURIComponent(token())}`);
    let opened = false;
    socket.onopen = () => {
      opened = true;
      tries = 0;
      onState("open");
      if (pending) socket.send(pending);
    };
    socket.onmessage = (event) => {
      const answer = JSON.parse(event.data);
      if (answer.error && (answer.seq ?? seq) === seq) onError(answer.error);
      else if (answer.seq === seq) onAnswer(answer);
    };
    socket.onclose = () => void again(opened);
  }

  async function again(opened) {
    if (closed) return;
    const fresh = opened ? null : await renewToken();
    if (fresh === null) onState("away");
    else if (!fresh) onState(...(await whyNot()));
    if (closed) return;
    timer = setTimeout(connect, fresh ? 0 : RETRY[Math.min(tries++, RETRY.length - 1)]);
  }

  connect();
  return {
    check(text, context) {
      seq += 1;
      pending = JSON.stringify({ seq, text, context, offset_unit: "utf16", explain: true });
      if (new TextEncoder().encode(pending).length > LIMIT) {
        pending = null;
        onError({ code: "too_large", message: "" });
      } else if (socket.readyState === WebSocket.OPEN) socket.send(pending);
    },
    forget() {
      seq += 1;
      pending = null;
    },
    close() {
      closed = true;
      clearTimeout(timer);
      socket.close();
    },
  };
}

/** Why the line does not open: nobody is there, or whoever is there will not have it. */
async function whyNot() {
  try {
    await post("/api/check", { text: "" });
  } catch (refused) {
    const isThere = refused instanceof Refused && refused.status !== 0;
    return isThere ? ["refused", refused.message] : ["away"];
  }
  return ["refused", "同时连着的页面太多了，关掉几个就好。"];
}
