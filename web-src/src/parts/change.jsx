// A suggestion as it reads: the old words struck, the new ones after them, blanks as slots.
import { withSlots } from "./blanks.js";
import { reading } from "./suggestions.js";

/** The change that `suggestion` makes in `text`. */
export function Change({ text, suggestion }) {
  const { before, old, new: fresh, after } = reading(text, suggestion);
  return (
    <span class="change">
      {before}
      {old && <del>{old}</del>}
      {old && fresh && " "}
      {fresh && <ins>{withSlots(fresh).map(part)}</ins>}
      {after}
      {!fresh && old && <span class="hidden-but-read">（删去）</span>}
    </span>
  );
}

function part({ text, blank }, index) {
  return blank ? <Slot key={index} name={text} /> : text;
}

function Slot({ name }) {
  return (
    <span class="slot">
      <span class="hidden-but-read">空白：</span>
      {name || "　"}
    </span>
  );
}
