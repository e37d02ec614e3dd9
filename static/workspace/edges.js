import { units } from "./steps.js";

/**
 * Where the text cursor and the borders of a coding go: by character, word, sentence, turn or to the end of the text.
 * Places are code points; the text is a `Transcript`, of whose page nothing is asked.
 */

/** Borders snap to where a word or a sentence begins or ends. */
const SNAPS = ["word", "sentence"];

/** A cursor that selects nothing. */
export const caretAt = (place) => ({ anchor: place, head: place });

/** The cursor that selects a unit, from `[start, end]`. */
export const cursorOn = (words) => words && { anchor: words[0], head: words[1] };

/** The units of a turn as `[start, end]` in code points. */
function unitsOf(turn, unit) {
  return units(turn.text, unit).map(([start, end]) => [turn.toCodePoint(start), turn.toCodePoint(end)]);
}

/** The first unit at or after the turn that passes, over as many turns as it takes. */
function onwards(transcript, turn, unit, passes) {
  for (; turn; turn = transcript.turns[turn.index + 1]) {
    const found = unitsOf(turn, unit).find(passes);
    if (found) return found;
  }
  return null;
}

function backwards(transcript, turn, unit, passes) {
  for (; turn; turn = transcript.turns[turn.index - 1]) {
    const found = unitsOf(turn, unit).findLast(passes);
    if (found) return found;
  }
  return null;
}

/**
 * The unit that is selected next (`by` 1) or before (`by` -1): from a mere cursor the one that it stands in, from words
 * the one that follows or precedes them. `null` at the end of the text.
 */
export function moved(transcript, { anchor, head }, unit, by) {
  const isCaret = anchor === head;
  if (by > 0) {
    const from = Math.max(anchor, head);
    return onwards(transcript, transcript.turnAt(from), unit, ([start, end]) => (isCaret ? end > from : start >= from));
  }
  const from = Math.min(anchor, head);
  return backwards(transcript, transcript.turnAt(from), unit, ([start, end]) => (isCaret ? start < from : end <= from));
}

/** The next place at which a unit begins (`side` 0) or ends (`side` 1); `null` at the end of the text. */
export function edge(transcript, place, unit, by, side) {
  if (unit === "transcript") return by > 0 ? transcript.length : (transcript.turns[0]?.start ?? null);
  const turn = transcript.turnAt(place);
  const found = by > 0
    ? onwards(transcript, turn, unit, (each) => each[side] > place)
    : backwards(transcript, turn, unit, (each) => each[side] < place);
  return found && found[side];
}

/**
 * The cursor with its head moved by a unit, while its anchor stays; `null` where it can't. From a mere cursor the next
 * sentence is selected whole, as one stands in it. A selection that gets shorter ends with its words, not in the blank behind.
 */
export function stretched(transcript, cursor, unit, by) {
  const { anchor, head } = cursor;
  if (anchor === head && unit === "sentence" && by > 0) return cursorOn(moved(transcript, cursor, unit, by));
  if ((head - anchor) * by < 0 && unit !== "transcript") return shortened(transcript, cursor, unit, by);
  const to = edge(transcript, head, unit, by, by > 0 ? 1 : 0);
  return to === null || to === head ? null : { anchor, head: to };
}

/** The head gone back towards the anchor; where a unit reaches beyond this, over it, and the word there stays selected. */
function shortened(transcript, { anchor, head }, unit, by) {
  const [near, far] = by < 0 ? [1, 0] : [0, 1];
  const isShort = (place) => place !== null && (place - anchor) * by < 0;
  const inner = edge(transcript, head, unit, by, near);
  if (isShort(inner)) return { anchor, head: inner };
  const beyond = edge(transcript, head, unit, by, far);
  if (beyond === null || beyond === anchor || isShort(beyond)) return caretAt(anchor);
  const turn = transcript.turnAt(by < 0 ? anchor : anchor - 1);
  const word = by < 0 ? onwards(transcript, turn, "word", ([, end]) => end > anchor) : backwards(transcript, turn, "word", ([start]) => start < anchor);
  return { anchor: word?.[near] ?? anchor, head: beyond };
}

/** The cursor on all of the units that it touches; where it is that already, one more of them. */
export function grown(transcript, { anchor, head }, unit) {
  const [from, to] = [Math.min(anchor, head), Math.max(anchor, head)];
  const first = moved(transcript, caretAt(from), unit, 1);
  if (!first) return null;
  const last = from === to ? first : backwards(transcript, transcript.turnAt(to - 1), unit, ([start]) => start < to);
  const isWhole = first[0] === from && last[1] === to;
  return isWhole ? stretched(transcript, { anchor: from, head: to }, unit, 1) : { anchor: first[0], head: last[1] };
}

/** The span with its start (`side` 0) or end (`side` 1) moved by a unit; `null` where it can't. */
export function bordered(transcript, span, side, unit, by) {
  return within(span, side, edge(transcript, side ? span.end : span.start, unit, by, side));
}

/** The span with its start or end at the place; `null` where nothing would be left of it. */
export function within(span, side, place) {
  if (place === null) return null;
  const next = side ? { start: span.start, end: place } : { start: place, end: span.end };
  return next.start < next.end ? next : null;
}

/** The span as far as its first and last words go that it holds a part of. */
export function wholeWords(transcript, { start, end }) {
  const around = (place) => unitsOf(transcript.turnAt(place), "word").find((each) => each[0] < place && place < each[1]);
  return { start: around(start)?.[0] ?? start, end: around(end)?.[1] ?? end };
}

/** Where a border comes to stand that is let go at the place: the nearest edge of a word or sentence. */
export function snapped(transcript, place, side) {
  const turn = transcript.turnAt(place);
  const edges = SNAPS.flatMap((unit) => unitsOf(turn, unit).map((each) => each[side]));
  const distance = (each) => Math.abs(each - place);
  return edges.reduce((best, each) => (best === null || distance(each) < distance(best) ? each : best), null);
}
