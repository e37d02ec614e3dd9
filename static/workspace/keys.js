/** What a key asks for. Knows no page, so that the whole keyboard can be read and tested here. */

const ANYWHERE = {
  c: "code",
  j: "next turn",
  k: "previous turn",
  s: "extend sentence",
  S: "shrink sentence",
  t: "whole turn",
  u: "remove",
  l: "spotlight",
  h: "times",
  Delete: "remove",
  f: "find",
  m: "memo",
  "/": "filter",
  "?": "keys",
  y: "read",
};
const IN_A_TURN = {
  Enter: "code",
  ArrowDown: "next sentence",
  ArrowUp: "previous sentence",
  ArrowRight: "next word",
  ArrowLeft: "previous word",
  "Shift+ArrowDown": "extend sentence",
  "Shift+ArrowUp": "shrink sentence",
  "Shift+ArrowRight": "extend word",
  "Shift+ArrowLeft": "shrink word",
};
const OPPOSITE = {
  "next word": "previous word",
  "previous word": "next word",
  "extend word": "shrink word",
  "shrink word": "extend word",
};

/**
 * The action of a keydown, or nothing. `where`: `typing` in a field, `dialog` open, `turn` focused,
 * its text `rtl`, and whether single keys are `on`; Escape always works.
 */
export function actionFor(event, where) {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || where.dialog) return undefined;
  if (event.key === "Escape") return "escape";
  if (where.typing || !where.on) return undefined;
  if (where.turn) {
    const action = IN_A_TURN[(event.shiftKey && event.key.startsWith("Arrow") ? "Shift+" : "") + event.key];
    if (action) return where.rtl ? (OPPOSITE[action] ?? action) : action;
  }
  return ANYWHERE[event.key.length === 1 && !event.shiftKey ? event.key.toLowerCase() : event.key];
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
