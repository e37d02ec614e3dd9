/** Words, sentences and characters of a text, as the reader's language has them. In UTF-16, as the page's strings are. */

const cutters = new Map();
/** A picture says something by itself, though no letter is in it. */
const PICTURE = /\p{Extended_Pictographic}|\p{Regional_Indicator}/u;

/** `[start, end]` of each unit, without the white space round it; a turn is its words as a whole. */
export function units(text, granularity) {
  if (granularity === "turn") return [whole(text)].filter(([start, end]) => start < end);
  if (!cutters.has(granularity)) cutters.set(granularity, new Intl.Segmenter(undefined, { granularity }));
  const found = [];
  for (const { segment, index, isWordLike } of cutters.get(granularity).segment(text)) {
    if (granularity === "word" && !isWordLike && !PICTURE.test(segment)) continue;
    const [start, end] = whole(segment);
    if (start < end) found.push([index + start, index + end]);
  }
  return found;
}

function whole(text) {
  return [text.length - text.trimStart().length, text.trimEnd().length];
}
