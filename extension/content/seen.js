// What of an element is seen: less what its scrolling ancestors and the window cut off.

/** The part of `box`, the box of `element`, that nothing cuts off, as a rectangle. */
export function clip(element, box) {
  let { left, top, right, bottom } = box;
  for (let at = parentOf(element); at; at = parentOf(at)) {
    if (at === document.body || at === document.documentElement) continue; // their overflow is the window's
    const style = getComputedStyle(at);
    if (style.overflowX === "visible" && style.overflowY === "visible") continue;
    const outer = at.getBoundingClientRect();
    if (style.overflowX !== "visible") [left, right] = [Math.max(left, outer.left), Math.min(right, outer.right)];
    if (style.overflowY !== "visible") [top, bottom] = [Math.max(top, outer.top), Math.min(bottom, outer.bottom)];
  }
  left = Math.max(left, 0);
  top = Math.max(top, 0);
  right = Math.max(left, Math.min(right, window.innerWidth));
  bottom = Math.max(top, Math.min(bottom, window.innerHeight));
  return new DOMRect(left, top, right - left, bottom - top);
}

function parentOf(element) {
  if (element.assignedSlot) return element.assignedSlot;
  return element.parentElement ?? (element.getRootNode() instanceof ShadowRoot ? element.getRootNode().host : null);
}
