// Checking a draft as it is typed: a moment after the last key, and never while an input method is composing.
import { openLive } from "./live.js";

const QUIET = 180; // milliseconds without a key before the draft is asked about
const AGAIN = 1200; // milliseconds until a draft that came too fast is asked about once more

const SENTENCES = {
  too_large: "这段话太长了，教练看不过来，分开写会更好。",
  wrong_type: "这段话教练读不懂，换个写法试试。",
  rate: "教练有点忙，马上再看。",
};

/**
 * @param {object} wish
 * @param {() => {text: string, context: string[]}} wish.read what to ask about.
 * @param {() => boolean} wish.isBusy whether an input method is composing.
 * @param {() => void} wish.onAsk is told just before a draft goes out.
 * @param {(answer: object | null) => void} wish.onAnswer gets the answer; null for a draft without a word.
 * @param {(line: {state: string, trouble: string}) => void} wish.onLine is told how the line is, and what went wrong.
 */
export function openChecker({ read, isBusy, onAsk, onAnswer, onLine }) {
  const line = { state: "opening", trouble: "" };
  let timer = 0;

  const tellLine = (change) => onLine(Object.assign(line, change));
  const live = openLive({
    onAnswer: (answer) => {
      if (line.trouble) tellLine({ trouble: "" });
      onAnswer(answer);
    },
    onState: (state, message = "") => tellLine({ state, trouble: message }),
    onError: ({ code, message }) => {
      tellLine({ trouble: SENTENCES[code] ?? message });
      if (code === "rate") soon(AGAIN);
    },
  });

  function soon(wait = QUIET) {
    clearTimeout(timer);
    timer = setTimeout(now, wait);
  }

  function now() {
    clearTimeout(timer);
    if (isBusy()) return; // the end of the composition asks again
    const { text, context } = read();
    if (!text.trim()) {
      live.forget();
      onAnswer(null);
    } else {
      onAsk();
      live.check(text, context);
    }
  }

  return {
    soon,
    now,
    close() {
      clearTimeout(timer);
      live.close();
    },
  };
}
