/** Which coding or turn comes next. Knows no page. */

const isBefore = (a, b) =>
  (a.start - b.start || b.end - a.end || a.made - b.made || (a.guid < b.guid ? -1 : 1)) < 0;

/** What stands for a place among codings: before all that begin there. */
export const atPlace = (place) => ({ start: place, end: Infinity, made: -1, guid: "" });

/** The coding after (`by` 1) or before (`by` -1) another one or a place in the order of the text, if there is one. */
export function nextCoding(codings, from, by) {
  const isOrdered = by > 0 ? isBefore : (a, b) => isBefore(b, a);
  let best = null;
  for (const each of codings) {
    if (each !== from && isOrdered(from, each) && (best === null || isOrdered(each, best))) best = each;
  }
  return best;
}

/** The number of a coding in the order of the text, from 1. */
export function numberOf(codings, coding) {
  let number = 1;
  for (const each of codings) if (each !== coding && isBefore(each, coding)) number += 1;
  return number;
}

/** The next of the turns that wait to be coded (`waiting`, in their order), after or before the one at `index`. */
export function nextWaiting(waiting, index, by) {
  return (by > 0 ? waiting.find((turn) => turn.index > index) : waiting.findLast((turn) => turn.index < index)) ?? null;
}

/** The one after the chosen in a round of codings; the first where none of them is chosen. */
export function nextInRound(round, chosen) {
  return round[(round.indexOf(chosen) + 1) % round.length] ?? null;
}
