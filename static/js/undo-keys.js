import { latin } from "./letters.js";

/** Which way a keydown turns what was done: `undo`, `redo` or neither. Knows no page. */
export function turnFor(event, { typing, dialog }) {
  if (typing || dialog || event.altKey || event.isComposing || !(event.ctrlKey || event.metaKey)) return null;
  const key = latin(event).toLowerCase();
  if (key === "z") return event.shiftKey ? "redo" : "undo";
  return key === "y" && !event.shiftKey ? "redo" : null;
}
