// Where the card goes: beside its mark, inside the window, not over the caret.

const GAP = 8;

/** The corner for a card of `size`: below the mark, else above it, wherever it hides neither mark nor caret. */
export function corner(mark, caret, size, room) {
  const left = clamp(mark.left - 12, GAP, room.width - size.width - GAP);
  const tops = [mark.bottom + GAP, mark.top - GAP - size.height];
  if (caret) tops.push(caret.bottom + GAP, caret.top - GAP - size.height);
  const fits = (top) => top >= GAP && top + size.height <= room.height - GAP;
  const hides = (top, box) => box && left < box.right && box.left < left + size.width && top < box.bottom && box.top < top + size.height;
  const good = tops.find((top) => fits(top) && !hides(top, caret) && !hides(top, mark));
  if (good !== undefined) return { left, top: good };
  return { left, top: clamp(roomier(mark, room, size), GAP, room.height - size.height - GAP) };
}

function roomier(mark, room, size) {
  return room.height - mark.bottom > mark.top ? mark.bottom + GAP : mark.top - GAP - size.height;
}

function clamp(value, least, most) {
  return Math.max(least, Math.min(value, most));
}
