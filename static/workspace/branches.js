/** Which codes of the tree show, and what they count. Codes stand in codebook order with their `depth`. Knows no page. */

/** The codes that have others under them. */
export function parentsOf(codes) {
  return new Set(codes.filter((code, index) => codes[index + 1]?.depth > code.depth).map(({ pk }) => pk));
}

/** Those that show: of a filter what it found, otherwise all that lie under no `folded` one. */
export function shownOf(codes, folded, found = null) {
  if (found) return new Set(codes.filter(({ pk }) => found.has(pk)).map(({ pk }) => pk));
  const shown = new Set();
  let under = Infinity;
  for (const { pk, depth } of codes) {
    if (depth > under) continue;
    shown.add(pk);
    under = folded.has(pk) ? depth : Infinity;
  }
  return shown;
}

/** By code the number of codings with it and with those under it, from the numbers of each alone. */
export function totalsOf(codes, counts) {
  const totals = new Map();
  const path = [];
  for (const { pk, depth } of codes) {
    path.length = depth;
    path.push(pk);
    for (const each of path) totals.set(each, (totals.get(each) ?? 0) + (counts.get(pk) ?? 0));
  }
  return totals;
}

/** The codes above one, the nearest first. */
export function aboveOf(codes, pk) {
  const above = [];
  let at = codes.findIndex((code) => code.pk === pk);
  for (let depth = codes[at]?.depth ?? 0; at > 0 && depth > 0; at -= 1) {
    if (codes[at - 1].depth >= depth) continue;
    depth = codes[at - 1].depth;
    above.push(codes[at - 1].pk);
  }
  return above;
}

/** A code and those under it. */
export function branchOf(codes, pk) {
  const at = codes.findIndex((code) => code.pk === pk);
  if (at < 0) return new Set([pk]);
  const end = codes.findIndex((code, index) => index > at && code.depth <= codes[at].depth);
  return new Set(codes.slice(at, end < 0 ? undefined : end).map((code) => code.pk));
}
