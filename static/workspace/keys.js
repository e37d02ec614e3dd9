import { latin } from "../js/letters.js";

/** What a key asks for. Knows no page, so that the whole keyboard can be read and tested here. */

const ANYWHERE = {
  c: "code",
  q: "quick",
  v: "inVivo",
  r: "recode",
  u: "remove",
  Delete: "remove",
  b: "moveBorders",
  o: "overlap",
  j: "next turn",
  k: "previous turn",
  J: "next transcript",
  K: "previous transcript",
  n: "next coding",
  N: "previous coding",
  g: "next uncoded",
  G: "previous uncoded",
  s: "whole sentence",
  S: "shrink sentence",
  t: "whole turn",
  T: "codeTurn",
  l: "spotlight",
  h: "times",
  f: "find",
  m: "memo",
  "/": "filter",
  "?": "keys",
  y: "read",
  x: "complete",
};
/** These act only where the cursor is in the words; they aren't letters, so that they act also with single keys off. */
const IN_WORDS = {
  Enter: "code",
  Tab: "stripe",
  ArrowRight: "next word",
  ArrowLeft: "previous word",
  ArrowDown: "next sentence",
  ArrowUp: "previous sentence",
  "Ctrl+ArrowDown": "next turn",
  "Ctrl+ArrowUp": "previous turn",
  Home: "previous end",
  End: "next end",
  "Shift+ArrowRight": "extend word",
  "Shift+ArrowLeft": "shrink word",
  "Shift+ArrowDown": "extend sentence",
  "Shift+ArrowUp": "shrink sentence",
  "Ctrl+Shift+ArrowDown": "extend turn",
  "Ctrl+Shift+ArrowUp": "shrink turn",
  "Shift+Home": "shrink transcript",
  "Shift+End": "extend transcript",
};
/** While the borders of a coding move: the end, with Shift the start. */
const BORDERS = {
  Enter: "saveBorders",
  Escape: "leaveBorders",
  b: "leaveBorders",
  ArrowRight: "lengthen end word",
  ArrowLeft: "shorten end word",
  ArrowDown: "lengthen end sentence",
  ArrowUp: "shorten end sentence",
  "Alt+ArrowRight": "lengthen end grapheme",
  "Alt+ArrowLeft": "shorten end grapheme",
  "Shift+ArrowRight": "lengthen start word",
  "Shift+ArrowLeft": "shorten start word",
  "Shift+ArrowDown": "lengthen start sentence",
  "Shift+ArrowUp": "shorten start sentence",
  "Alt+Shift+ArrowRight": "lengthen start grapheme",
  "Alt+Shift+ArrowLeft": "shorten start grapheme",
  "?": "keys",
};
const MIRROR = { ArrowLeft: "ArrowRight", ArrowRight: "ArrowLeft" };

/** A key with what is held down, as the tables name it. */
function chordOf(event, rtl) {
  const isLetter = event.key.length === 1;
  const key = isLetter ? cased(event) : ((rtl && MIRROR[event.key]) || event.key);
  const held = [(event.ctrlKey || event.metaKey) && "Ctrl", event.altKey && "Alt", event.shiftKey && !isLetter && "Shift"];
  return [...held.filter(Boolean), key].join("+");
}

/** As Shift says, whatever Caps Lock does. */
function cased(event) {
  return event.shiftKey ? latin(event).toUpperCase() : latin(event).toLowerCase();
}

/**
 * The action of a keydown, or nothing. `where`: `typing` in a field, `dialog` open, the cursor in the words (`turn`) and
 * these `rtl`, the `borders` of a coding moving, single keys `on`, and the `letters` of the qualifiers in their order.
 */
export function actionFor(event, where) {
  if (event.isComposing || where.dialog) return undefined;
  const chord = chordOf(event, where.rtl);
  if (where.borders && !where.typing) return BORDERS[chord];
  if (chord === "Escape") return "escape";
  if (where.typing) return undefined;
  const inWords = where.turn && IN_WORDS[chord];
  if (inWords || !where.on) return inWords || undefined;
  return ANYWHERE[chord] ?? digit(event) ?? qualifier(chord, where);
}

/** Digits apply; with Shift the selection stays, with Alt a code is pinned to the digit. */
function digit(event) {
  const number = digitOf(event);
  if (!number || event.ctrlKey || event.metaKey) return undefined;
  if (event.altKey) return event.shiftKey ? undefined : `pin ${number}`;
  return `digit ${number}${event.shiftKey ? " keep" : ""}`;
}

/** The digit 1 to 9 by what is printed on the key, so that it acts in every layout. */
export function digitOf(event) {
  return (/^Digit([1-9])$/.exec(event.code) ?? /^([1-9])$/.exec(event.key) ?? [])[1];
}

function qualifier(chord, { letters = [] }) {
  const at = letters.indexOf(chord);
  return at < 0 ? undefined : `qualify ${at}`;
}

const SETTING = "workspace-keys";

/** Whether single keys act; kept in this browser. */
export const keys = {
  get on() {
    return localStorage.getItem(SETTING) !== "off";
  },
  set on(wanted) {
    if (wanted) localStorage.removeItem(SETTING);
    else localStorage.setItem(SETTING, "off");
  },
};
