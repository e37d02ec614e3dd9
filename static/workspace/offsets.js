/**
 * Where UTF-16 and code points meet. The server counts code points, the browser UTF-16 units;
 * this module converts, and nothing else does.
 */

/** The conversion for one text: nearly free for a text without characters beyond the basic plane. */
export class Offsets {
  constructor(text) {
    /** Where, in UTF-16, each character of two units begins. */
    this.wide = [];
    if (!/[\ud800-\udbff]/.test(text)) return;
    for (let at = 0; at < text.length; at += 1) {
      if (text.codePointAt(at) > 0xffff) this.wide.push(at++);
    }
  }

  /** An offset between the two units of a character counts as before it. */
  toCodePoint(utf16) {
    return utf16 - countWhile(this.wide, (at) => at < utf16);
  }

  toUtf16(codePoint) {
    return codePoint + countWhile(this.wide, (at, index) => at - index < codePoint);
  }
}

/** How many of the sorted values pass a test that only the first ones pass. */
function countWhile(values, passes) {
  let low = 0;
  let high = values.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (passes(values[middle], middle)) low = middle + 1;
    else high = middle;
  }
  return low;
}
