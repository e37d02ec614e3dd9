const GAP = 8;
/** A panel may be made this low, in pixels, to stand right at the words. */
const LOWEST = 240;

/**
 * Where a panel stands so that it covers none of the words, and how high it may be (`room`): under their last line,
 * above the first, else beside the words at the foot of the window. Boxes as of `getClientRects`; the words end at `right`,
 * and nothing above `ceiling` is covered. Knows no page.
 */
export function spotFor(boxes, { width, height }, { right, ceiling }, { innerWidth, innerHeight }) {
  const [first, last] = [boxes.at(0), boxes.at(-1)];
  const inside = (left) => Math.min(Math.max(GAP, left), innerWidth - width - GAP);
  const whole = innerHeight - 8 * GAP;
  if (!last) return { top: innerHeight / 5, left: inside((innerWidth - width) / 2), room: whole };
  const enough = Math.min(height, LOWEST);
  const [above, below] = [first.top - ceiling - 2 * GAP, innerHeight - last.bottom - 2 * GAP];
  if (last.bottom > 0 && below >= enough) return { top: last.bottom + GAP, left: inside(last.left), room: below };
  if (first.top < innerHeight && above >= enough) {
    return { bottom: innerHeight - first.top + GAP, left: inside(first.left), room: above };
  }
  return { bottom: 6 * GAP, left: inside(right + 2 * GAP), room: whole };
}
