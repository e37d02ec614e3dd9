/** How long a page waits before it asks for news again. Knows no page. */

const SOON = 2000;
const HIDDEN = 20000;
const LONGEST = 30000;

/** After `failures` in a row; a tab that nobody sees asks seldom. */
export function pauseOf({ hidden, failures }) {
  const pause = SOON * 2 ** Math.min(failures, 4);
  return Math.min(hidden ? Math.max(pause, HIDDEN) : pause, LONGEST);
}
