import { latin } from "../js/letters.js";

/** What a key asks for on the list of places: `next`, `previous`, or the mark of a control (`data-key`); else nothing. */
export function wishOf(event, { typing, dialog }) {
  if (typing || dialog || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return null;
  const key = latin(event).toLowerCase();
  if (key === "j") return "next";
  if (key === "k") return "previous";
  return /^[1-9anomrd]$/.test(key) ? key : null;
}

/** The place after (or before) the one at hand; from nowhere the first that is not decided. */
export function neighbour(states, at, step) {
  if (at < 0) return Math.max(0, states.indexOf("open"));
  return Math.min(states.length - 1, Math.max(0, at + step));
}

/** Where one goes on after a decision: the next place that nobody looked at, else the one at hand. */
export function nextOpen(states, at) {
  const after = states.indexOf("open", at + 1);
  if (after >= 0) return after;
  const before = states.indexOf("open");
  return before >= 0 ? before : at;
}
