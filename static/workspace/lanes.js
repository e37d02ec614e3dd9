/** Where stripes and their names go in the margin, and codings on the strip beside the scroll bar. Knows no page. */

/** Pixels that two bars of a lane may share, where one line ends and the next begins. */
const TOUCH = 3;

/**
 * A lane for each bar, so that no two bars of a lane stand on the same line.
 * Bars are `{top, bottom}`; the longer of two that begin together stands nearer to the text.
 */
export function lanesOf(bars, touch = TOUCH) {
  const lanes = new Array(bars.length).fill(0);
  const ends = [];
  for (const index of inOrder(bars)) {
    const { top, bottom } = bars[index];
    let lane = ends.findIndex((end) => end <= top + touch);
    if (lane < 0) lane = ends.length;
    ends[lane] = bottom;
    lanes[index] = lane;
  }
  return lanes;
}

/**
 * The height at which each bar's name stands, or `null` where there is no room: names never cover
 * each other, stay beside their bar and above `limit`.
 */
export function namesOf(bars, line, limit) {
  const names = new Array(bars.length).fill(null);
  let free = -Infinity;
  for (const index of inOrder(bars)) {
    const top = Math.max(bars[index].top, free);
    if (top + line > limit || top > bars[index].bottom + line) continue;
    names[index] = top;
    free = top + line;
  }
  return names;
}

function inOrder(bars) {
  const order = bars.map((_bar, index) => index);
  return order.sort((a, b) => bars[a].top - bars[b].top || bars[b].bottom - bars[a].bottom || a - b);
}

/**
 * The strip cut into `count` cells: for each, the code that covers most of it, or `null`.
 * Codings are `{start, end, code}` in a text of `length` code points.
 */
export function cellsOf(codings, length, count) {
  const shares = Array.from({ length: count }, () => new Map());
  const size = Math.max(length, 1) / count;
  for (const { start, end, code } of codings) {
    const last = Math.min(count - 1, Math.ceil(end / size) - 1);
    for (let cell = Math.floor(start / size); cell <= last; cell += 1) {
      const covered = Math.min(end, (cell + 1) * size) - Math.max(start, cell * size);
      shares[cell].set(code, (shares[cell].get(code) ?? 0) + covered);
    }
  }
  return shares.map(largest);
}

function largest(shares) {
  let best = null;
  for (const [code, covered] of shares) {
    if (best === null || covered > shares.get(best)) best = code;
  }
  return best;
}
