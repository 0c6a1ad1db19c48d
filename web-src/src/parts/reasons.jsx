// Why a finding is waved away: five reasons, one key or click each.
import { useLayoutEffect, useRef } from "preact/hooks";
import { REASONS } from "./words.js";

/** Asks for a reason; the first one has the focus, 1–5 choose, Esc goes back. */
export function Reasons({ onReason, onCancel }) {
  const box = useRef(null);
  // Before the next key can come: a digit typed right after Alt+X is a reason, never a character of the draft.
  useLayoutEffect(() => {
    box.current.scrollIntoView({ block: "nearest" });
    box.current.querySelector("button").focus({ preventScroll: true });
  }, []);
  const heard = (event) => {
    if (event.isComposing || event.altKey || event.ctrlKey || event.metaKey) return;
    const chosen = REASONS[Number(event.key) - 1];
    if (event.key === "Escape") onCancel();
    else if (chosen) onReason(chosen[0]);
    else return;
    event.preventDefault();
  };
  return (
    <div class="reasons" role="group" aria-label="为什么放过" ref={box} onKeyDown={heard}>
      {REASONS.map(([id, name], index) => (
        <button key={id} type="button" class="reason" onClick={() => onReason(id)}>
          <kbd aria-hidden="true">{index + 1}</kbd>
          {name}
        </button>
      ))}
      <button type="button" class="reason reason-cancel" onClick={onCancel}>
        返回
      </button>
    </div>
  );
}
