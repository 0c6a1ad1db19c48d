// The live line: a draft goes out, what a trainer would mark comes back; only the newest draft counts.
import { token } from "./api.js";

const RETRY = [500, 1000, 2000, 4000, 8000]; // milliseconds

/**
 * Keeps a WebSocket to /api/live open.
 *
 * @param {(answer: object) => void} onAnswer gets the answer to the newest draft, with positions in UTF-16 units.
 * @param {(state: "open" | "away" | "refused") => void} onState is told when the line opens or breaks.
 * @returns {{check(text: string, context: string[]): number, close(): void}}
 */
export function openLive(onAnswer, onState) {
  let socket = null;
  let seq = 0;
  let pending = null;
  let tries = 0;
  let timer = 0;
  let closed = false;

  function connect() {
    const scheme = location.protocol === "https:" ? "wss" : "ws";
    socket = new WebSocket(`${scheme}://${location.host}/api/live?token=${encodeURIComponent(token())}`);
    socket.onopen = () => {
      tries = 0;
      onState("open");
      if (pending) socket.send(pending);
    };
    socket.onmessage = (event) => {
      const answer = JSON.parse(event.data);
      if (answer.seq === seq) onAnswer(answer);
    };
    socket.onclose = () => {
      if (closed) return;
      onState("away");
      timer = setTimeout(connect, RETRY[Math.min(tries++, RETRY.length - 1)]);
    };
  }

  connect();
  return {
    check(text, context) {
      seq += 1;
      pending = JSON.stringify({ seq, text, context, offset_unit: "utf16" });
      if (socket.readyState === WebSocket.OPEN) socket.send(pending);
      return seq;
    },
    close() {
      closed = true;
      clearTimeout(timer);
      socket.close();
    },
  };
}
