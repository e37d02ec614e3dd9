/** Words and sentences of a text, as the reader's language has them. In UTF-16, since it works on the page's strings. */

const cutters = new Map();

/** `[start, end]` of each word or sentence, without the white space round it. */
export function units(text, granularity) {
  if (!cutters.has(granularity)) cutters.set(granularity, new Intl.Segmenter(undefined, { granularity }));
  const found = [];
  for (const { segment, index, isWordLike } of cutters.get(granularity).segment(text)) {
    if (granularity === "word" && !isWordLike) continue;
    const start = index + segment.length - segment.trimStart().length;
    const end = index + segment.trimEnd().length;
    if (start < end) found.push([start, end]);
  }
  return found;
}

/** The unit after (`by` 1) or before (`by` -1) the span; without a span the first or the last. */
export function stepped(text, granularity, span, by) {
  const all = units(text, granularity);
  if (!span) return all.at(by > 0 ? 0 : -1) ?? null;
  if (by > 0) return all.find(([start]) => start >= span[1]) ?? span;
  return all.findLast(([, end]) => end <= span[0]) ?? span;
}

/** The span longer or shorter by a unit at its end; where it can't be shorter, it grows at its start. */
export function extended(text, granularity, span, by) {
  if (!span) return stepped(text, granularity, null, 1);
  const all = units(text, granularity);
  const [start, end] = span;
  if (by > 0) return [start, all.find((unit) => unit[1] > end)?.[1] ?? end];
  const shorter = all.findLast((unit) => unit[1] < end && unit[1] > start);
  if (shorter) return [start, shorter[1]];
  return [all.findLast((unit) => unit[0] < start)?.[0] ?? start, end];
}
