import { units } from "./steps.js";

/**
 * Where the text cursor and the borders of a coding go: by character, word, sentence, turn or to the end of the text.
 * Places are code points; the text is a `Transcript`, of whose page nothing is asked.
 */

/** Borders snap to where a word or a sentence begins or ends. */
const SNAPS = ["word", "sentence"];

/** A cursor that selects nothing. */
export const caretAt = (place) => ({ anchor: place, head: place });

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

/** The cursor with its head moved by a unit, while its anchor stays; `null` where it can't. */
export function stretched(transcript, { anchor, head }, unit, by) {
  const to = edge(transcript, head, unit, by, by > 0 ? 1 : 0);
  return to === null || to === head ? null : { anchor, head: to };
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
