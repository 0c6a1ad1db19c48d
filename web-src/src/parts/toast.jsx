// A sentence that stays for a while at the foot of the page, with what can be done about it.
import { useEffect, useRef } from "preact/hooks";

const STAYS = 8000; // milliseconds

/** The toast of `draft`; it waits while the pointer or the focus is on it. */
export function Toast({ draft }) {
  const { toast } = draft;
  const timer = useRef(0);
  const leave = () => draft.change({ toast: null });
  const start = () => {
    clearTimeout(timer.current);
    if (toast) timer.current = setTimeout(leave, STAYS);
  };
  useEffect(() => {
    start();
    return () => clearTimeout(timer.current);
  }, [toast]);
  return (
    <div class="toast-place" role="status">
      {toast && (
        <div
          class="toast"
          onPointerEnter={() => clearTimeout(timer.current)}
          onPointerLeave={start}
          onFocusIn={() => clearTimeout(timer.current)}
          onFocusOut={start}
        >
          <span>{toast.text}</span>
          {toast.actions.map(([name, run]) => (
            <button key={name} type="button" class="toast-action" onClick={() => (leave(), run())}>
              {name}
            </button>
          ))}
        </div>
      )}
    </div>
  );
}
