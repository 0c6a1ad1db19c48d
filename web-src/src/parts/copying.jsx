// What the draft's foot says while copying waits for its blanks.

/** The sentence, with 去填 and 仍要复制; nothing while copying is not held back. */
export function Held({ draft, again }) {
  const count = draft.shown.blanks.length;
  if (!draft.isHeld || !count) return null;
  return (
    <div class="held" role="alert">
      <p>
        还有 {count} 处空白没填，这样发出去，客户看到的是括号。{again}
      </p>
      <div class="held-actions">
        <button type="button" class="button" onClick={() => draft.goToBlank()}>
          去填
        </button>
        <button type="button" class="button" data-kind="quiet" onClick={() => draft.copy(true)}>
          仍要复制
        </button>
      </div>
    </div>
  );
}
