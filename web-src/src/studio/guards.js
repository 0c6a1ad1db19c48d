// The keys and questions that keep a trainer from losing a text, and how refusals become notices.
import { useEffect } from "preact/hooks";
import { isAnyKept } from "./drafts.js";

/** Runs `work`; what is refused becomes a notice. */
export async function attempt(setNotice, work) {
  try {
    setNotice(null);
    await work();
  } catch (refused) {
    setNotice({ kind: "bad", text: refused.message });
  }
}

/** Ctrl+S saves; the window asks before it closes over something unsaved. */
export function useGuards(isDirty, save) {
  useEffect(() => {
    const key = (event) => {
      if ((event.ctrlKey || event.metaKey) && !event.altKey && event.key.toLowerCase() === "s") {
        event.preventDefault();
        save();
      }
    };
    const leave = (event) => {
      if (isDirty || isAnyKept()) event.preventDefault();
    };
    addEventListener("keydown", key);
    addEventListener("beforeunload", leave);
    return () => {
      removeEventListener("keydown", key);
      removeEventListener("beforeunload", leave);
    };
  });
}
