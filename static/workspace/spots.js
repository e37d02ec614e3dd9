const GAP = 8;

/**
 * Where a panel stands so that it covers none of the words: under their last line, above the first, else beside the
 * words at the foot of the window. Boxes as of `getClientRects`; knows no page.
 */
export function spotFor(boxes, { width, height }, words, { innerWidth, innerHeight }) {
  const [first, last] = [boxes.at(0), boxes.at(-1)];
  if (!last) return { top: innerHeight / 5, left: (innerWidth - width) / 2 };
  const inside = (left) => Math.min(Math.max(GAP, left), innerWidth - width - GAP);
  if (last.bottom > 0 && last.bottom + height + 2 * GAP < innerHeight) {
    return { top: last.bottom + GAP, left: inside(last.left) };
  }
  if (first.top - height - 2 * GAP > 0 && first.top < innerHeight) {
    return { bottom: innerHeight - first.top + GAP, left: inside(first.left) };
  }
  return { bottom: 6 * GAP, left: inside(words.right + 2 * GAP) };
}
