/** The rows of the codebook's tree: a list item each, which names its code. */

export const rowOf = (node) => node.closest?.("li[data-code]");
export const codeOf = (item) => item?.dataset.code;
export const linkOf = (item) => item.querySelector(":scope > .tree-row > .tree-name");
export const parentOf = (item) => rowOf(item.parentElement);
export const holds = (item, other) => item !== other && item.contains(other);

/** The code above, or none for a theme, as the form of a move names it. */
export const parentKey = (item) => codeOf(parentOf(item)) ?? "theme";

/** The sibling that follows, leaving out one that is about to go. */
export function nextOf(item, leaving) {
  const next = item.nextElementSibling;
  return next && next === leaving ? next.nextElementSibling : next;
}

/** Where in the row the pointer is: on it, or near the border to the row before or after. */
export function zoneIn(row, y) {
  const { top, height } = row.getBoundingClientRect();
  const share = (y - top) / height;
  if (share < 0.28) return "before";
  return share > 0.72 ? "after" : "onto";
}
