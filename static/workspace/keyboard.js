import { actionFor, keys } from "./keys.js";

/** Listens to the keyboard and does what `keys.js` says. */
export class Keyboard {
  constructor(parts) {
    Object.assign(this, parts);
    document.addEventListener("keydown", (event) => this.press(event));
    const choice = this.help.querySelector("[name=keys]");
    choice.checked = keys.on;
    choice.addEventListener("change", () => (keys.on = choice.checked));
    for (const opener of document.querySelectorAll("[data-act=keys]")) {
      opener.addEventListener("click", () => this.help.showModal());
    }
    this.transcript.root.addEventListener("focusin", (event) => this.arrive(this.transcript.turnOf(event.target)));
  }

  press(event) {
    const action = actionFor(event, this.where(event.target));
    if (!action) return;
    const [verb, unit] = action.split(" ");
    const done = this[verb]?.(unit);
    if (done !== false) event.preventDefault();
  }

  where(target) {
    const words = target.closest?.(".turn-words");
    return {
      typing: Boolean(target.closest?.("input:not([type=radio], [type=checkbox]), textarea, select, [contenteditable]")),
      dialog: Boolean(document.querySelector("dialog[open], code-picker:popover-open")),
      turn: Boolean(words),
      rtl: Boolean(words) && getComputedStyle(words).direction === "rtl",
      on: keys.on,
    };
  }

  /** The turn that the keys work on: the one last gone to, else the first on the screen. */
  get turn() {
    if (this.here) return this.here;
    const top = this.transcript.root.getBoundingClientRect().top;
    return this.transcript.turns.find((turn) => turn.element.getBoundingClientRect().bottom > top + 40);
  }

  arrive(turn) {
    if (!turn || turn === this.here) return;
    this.here?.element.classList.remove("current");
    turn.element.classList.add("current");
    this.here = turn;
  }

  go(turn) {
    if (!turn) return;
    turn.words.focus({ preventScroll: true });
    turn.element.scrollIntoView({ block: "nearest" });
  }

  next(unit) {
    if (unit === "turn") this.go(this.here ? this.transcript.turns[this.here.index + 1] : this.turn);
    else this.marking.step(this.turn, unit, 1);
  }

  previous(unit) {
    if (unit === "turn") this.go(this.transcript.turns[this.turn.index - 1]);
    else this.marking.step(this.turn, unit, -1);
  }

  extend(unit) {
    this.marking.extend(this.turn, unit, 1);
  }

  shrink(unit) {
    this.marking.extend(this.turn, unit, -1);
  }

  whole() {
    this.marking.whole(this.turn);
  }

  code() {
    this.coder.openPicker();
  }

  remove() {
    this.coder.remove(this.coder.codings.all.get(document.activeElement.dataset.guid) ?? this.coder.codings.chosen);
  }

  /** The turn is read and holds nothing to code: on to the next one that is neither coded nor read. */
  read() {
    this.go(this.reads.pass(this.turn));
  }

  memo() {
    this.memos.write();
  }

  filter() {
    this.tree.filter.focus();
  }

  keys() {
    this.help.showModal();
  }

  escape() {
    if (document.querySelector(":popover-open, dialog[open], details.menu[open]")) return false;
    if (document.activeElement.closest(".workspace-chosen") && this.coder.focusChosen()) return true;
    if (this.marking.span) this.marking.clear();
    else this.coder.choose(null);
    return true;
  }
}
