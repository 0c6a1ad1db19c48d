// How the line to the coach is: silent while all is well.

/** A calm sentence while the coach is away, refuses, or could not read the draft. */
export function LineState({ draft }) {
  const { state, trouble } = draft.line;
  const said = trouble || (state === "away" ? "连不上教练，正在重新连" : "");
  return (
    <p class="line-state" role="status" data-state={state}>
      {said}
    </p>
  );
}
