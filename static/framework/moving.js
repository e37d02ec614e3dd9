/** Where a key leads among cells in rows, as in a spreadsheet. Knows no page. */
const STEPS = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] };

/** The cell that the key leads to from `[row, column]`, in rows of these lengths; `null` for another key. */
export function moved([row, column], { key, ctrlKey }, lengths) {
  const last = lengths.length - 1;
  if (key in STEPS) {
    const [down, right] = STEPS[key];
    return within([ctrlKey && down ? (down > 0 ? last : 0) : row + down, ctrlKey && right ? (right > 0 ? Infinity : 0) : column + right], lengths);
  }
  if (key === "Home") return within([ctrlKey ? 0 : row, 0], lengths);
  if (key === "End") return within([ctrlKey ? last : row, Infinity], lengths);
  if (key === "PageUp") return within([row - 5, column], lengths);
  if (key === "PageDown") return within([row + 5, column], lengths);
  return null;
}

/** The next cell, or the one before; at the end of a row the first of the next. `null` beyond the last. */
export function beside([row, column], step, lengths) {
  const next = column + step;
  if (next >= 0 && next < lengths[row]) return [row, next];
  const other = row + step;
  if (other < 0 || other >= lengths.length) return null;
  return [other, step > 0 ? 0 : lengths[other] - 1];
}

function within([row, column], lengths) {
  const there = Math.max(0, Math.min(row, lengths.length - 1));
  return [there, Math.max(0, Math.min(column, lengths[there] - 1))];
}
