/** Where on the page a place of the text is, and the other way round. */

const RIGHT_TO_LEFT = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff]/;
const HAS_DIRECTION = /\p{L}/u;

/**
 * The edge beside a character: of the one that begins at the place (`side` 0), or of the one that ends there (`side` 1).
 * `top` and `bottom` on the screen, `left` and `above` within the turn; `null` where this has no words.
 */
export function edgeBox(transcript, place, side) {
  const turn = transcript.turnAt(side ? Math.max(place - 1, 0) : place);
  if (!turn?.text) return null;
  const at = turn.toUtf16(place);
  const [start, end] = side ? [at - lengthBefore(turn.text, at), at] : [at, at + lengthAt(turn.text, at)];
  const range = document.createRange();
  range.setStart(turn.node, Math.max(start, 0));
  range.setEnd(turn.node, Math.min(end, turn.text.length));
  const boxes = range.getClientRects();
  const box = (side ? boxes[boxes.length - 1] : boxes[0]) ?? turn.words.getBoundingClientRect();
  const isMirrored = isRightToLeft(turn, turn.text.slice(start, end));
  const x = isMirrored === Boolean(side) ? box.left : box.right;
  const { left, top } = turn.element.getBoundingClientRect();
  return { turn, top: box.top, bottom: box.bottom, left: x - left, above: box.top - top, height: box.bottom - box.top };
}

function lengthAt(text, at) {
  return text.codePointAt(at) > 0xffff ? 2 : 1;
}

function lengthBefore(text, at) {
  return text.codePointAt(at - 2) > 0xffff ? 2 : 1;
}

/** Signs without a direction of their own stand in that of their turn. */
function isRightToLeft(turn, character) {
  if (RIGHT_TO_LEFT.test(character)) return true;
  return !HAS_DIRECTION.test(character) && getComputedStyle(turn.words).direction === "rtl";
}

/** The place of the text under a point of the screen, or `null`. */
export function placeAt(transcript, x, y) {
  if (document.caretPositionFromPoint) {
    const found = document.caretPositionFromPoint(x, y);
    return found && transcript.place(found.offsetNode, found.offset);
  }
  const range = document.caretRangeFromPoint(x, y);
  return range && transcript.place(range.startContainer, range.startOffset);
}

/** Puts an element at the edge, within the turn, so that it scrolls along. */
export function stand(element, { turn, left, above, height }) {
  if (element.parentElement !== turn.element) turn.element.append(element);
  element.style.setProperty("--x", `${left}px`);
  element.style.setProperty("--y", `${above}px`);
  element.style.setProperty("--height", `${height}px`);
}

const waiting = new Map();

/**
 * Calls `read` once the page is laid out and painted, and what it returns when all others have read too: so nobody has
 * the page laid out on their account. Of calls for the same `whom` the last one counts.
 */
export function whenLaidOut(whom, read) {
  if (!waiting.size) requestAnimationFrame(() => setTimeout(settle));
  waiting.set(whom, read);
}

function settle() {
  const reads = [...waiting.values()];
  waiting.clear();
  for (const write of reads.map((read) => read())) write();
}
