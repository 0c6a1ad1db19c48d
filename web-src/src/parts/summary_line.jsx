// What a screen reader hears once the coach has read the draft: how much could be better, and how much is well done.
import { useEffect, useState } from "preact/hooks";

const CALM = 900; // milliseconds without a change before it is said

/** “2 处可以更好” for the findings of `draft`; empty for a draft without a word. */
export function summary({ answer, shown }) {
  if (!answer) return "";
  const better = shown.places.length ? `${shown.places.length} 处可以更好` : "没有要改的地方";
  return shown.highlights.length ? `${better}，${shown.highlights.length} 处说得好` : better;
}

/** The summary as a polite live region, which only a screen reader notices. */
export function SummaryLine({ draft }) {
  const now = draft.view ? summary(draft) : "";
  const [said, say] = useState("");
  useEffect(() => {
    const timer = setTimeout(() => say(now), CALM);
    return () => clearTimeout(timer);
  }, [now]);
  return (
    <p class="hidden-but-read" aria-live="polite" data-summary>
      {said}
    </p>
  );
}
