import { caretAt, moved, stretched } from "./edges.js";
import { actionFor, keys } from "./keys.js";

/** Listens to the keyboard and does what `keys.js` says: each verb of it is a method here. */
export class Keyboard {
  constructor(parts) {
    Object.assign(this, parts);
    document.addEventListener("keydown", (event) => this.press(event));
    const choice = this.help.querySelector("[name=keys]");
    choice.checked = keys.on;
    choice.addEventListener("change", () => (keys.on = choice.checked));
    for (const opener of document.querySelectorAll("[data-act=keys]")) opener.addEventListener("click", () => this.keys());
    this.transcript.root.addEventListener("focusin", (event) => this.arrive(this.transcript.turnOf(event.target)));
    this.marking.addEventListener("moved", () => this.marking.cursor && this.arrive(this.guide.turnOfCursor()));
    this.guide.here = () => this.turn;
  }

  press(event) {
    const action = actionFor(event, this.where(event.target));
    if (!action) return;
    const [verb, ...rest] = action.split(" ");
    if (this[verb]?.(...rest) !== false) event.preventDefault();
  }

  where(target) {
    const words = target === document.body ? this.turn?.words : target.closest?.(".turn-words");
    return {
      typing: Boolean(target.closest?.("input:not([type=radio], [type=checkbox]), textarea, select, [contenteditable]")),
      dialog: Boolean(document.querySelector("dialog[open], code-picker:popover-open")),
      turn: Boolean(words),
      rtl: Boolean(words) && getComputedStyle(words).direction === "rtl",
      on: keys.on,
      borders: this.borders.isOn,
      letters: this.qualifying.letters,
    };
  }

  /** The turn that the keys work on: the one last gone to, else the first on the screen. */
  get turn() {
    if (this.here) return this.here;
    const top = this.transcript.root.getBoundingClientRect().top;
    return this.transcript.turns.find((turn) => turn.element.getBoundingClientRect().bottom > top + 40);
  }

  /** The cursor, if it is in the turn that the keys work on; else before this turn. */
  get cursor() {
    const { cursor } = this.marking;
    const { start, end } = this.turn;
    return cursor && start <= cursor.head && cursor.head <= end ? cursor : { anchor: start, head: start };
  }

  arrive(turn) {
    if (!turn || turn === this.here) return;
    this.here?.element.classList.remove("current");
    turn.element.classList.add("current");
    this.here = turn;
  }

  /** Selects from the anchor to the head of the cursor, and follows it with focus and scroll. */
  put(cursor) {
    if (!cursor) return;
    this.marking.put(cursor);
    this.guide.focus(this.guide.turnOfCursor());
    this.caret.reveal();
    this.guide.tellMarked();
  }

  step(unit, by) {
    if (!this.turn) return undefined;
    if (unit === "turn") return this.stepTurn(by);
    if (unit === "end") return this.put(caretAt(by > 0 ? this.transcript.length : this.transcript.turns[0].start));
    if (["coding", "uncoded"].includes(unit)) return this.guide[unit](by);
    if (unit === "transcript") return this.guide.neighbour(by);
    const words = moved(this.transcript, this.cursor, unit, by);
    return this.put(words && { anchor: words[0], head: words[1] });
  }

  stepTurn(by) {
    const to = this.here ? this.transcript.turns[this.here.index + by] : this.turn;
    if (to) this.guide.turn(to);
  }

  next(unit) {
    this.step(unit, 1);
  }

  previous(unit) {
    this.step(unit, -1);
  }

  /** Moves the end of the selection that the cursor is at; words that are only coded are not selected again. */
  stretch(unit, by) {
    if (!this.turn) return;
    const cursor = this.marking.span ? this.cursor : caretAt(this.cursor.head);
    this.put(stretched(this.transcript, cursor, unit, by));
  }

  extend(unit) {
    this.stretch(unit, 1);
  }

  shrink(unit) {
    this.stretch(unit, -1);
  }

  whole() {
    const words = this.turn && this.transcript.trimmed(this.turn.start, this.turn.end);
    if (words) this.put({ anchor: words.start, head: words.end });
  }

  codeTurn() {
    this.whole();
    this.coder.openPicker();
  }

  code() {
    this.coder.openPicker();
  }

  recode() {
    this.coder.openRecode();
  }

  quick() {
    const { last } = this.coder.slots;
    return last === null ? this.code() : this.coder.apply(last);
  }

  digit(number, keep) {
    this.digits.apply(Number(number), keep === "keep");
  }

  qualify(at) {
    this.qualifying.cycle(Number(at));
  }

  inVivo() {
    this.coder.inVivo();
  }

  overlap() {
    this.guide.overlap();
  }

  remove() {
    this.coder.remove(this.coder.codings.all.get(document.activeElement.dataset.guid) ?? undefined);
  }

  /** The turn is read and holds nothing to code: on to the next one that is neither coded nor read. */
  read() {
    const next = this.turn && this.reads.pass(this.turn);
    if (next) this.guide.turn(next);
  }

  filter() {
    this.tree.filter.focus();
  }

  keys() {
    this.help.showModal();
  }

  moveBorders() {
    this.borders.begin();
  }

  lengthen(side, unit) {
    this.borders.move(side, unit, 1);
  }

  shorten(side, unit) {
    this.borders.move(side, unit, -1);
  }

  saveBorders() {
    this.borders.save();
  }

  leaveBorders() {
    this.borders.giveUp();
  }

  escape() {
    if (document.querySelector(":popover-open, dialog[open], details.menu[open]")) return false;
    if (document.activeElement.closest(".workspace-chosen") && this.coder.focusChosen()) return true;
    if (this.marking.span) this.marking.clear();
    else this.coder.choose(null);
    return true;
  }
}
