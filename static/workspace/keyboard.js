import { actionFor, keys } from "./keys.js";
import { say } from "./sentences.js";
import { isRightToLeft, Walking } from "./walking.js";

/** Listens to the keyboard and does what `keys.js` says: each verb of it is a method here. */
export class Keyboard extends Walking {
  constructor(parts) {
    super(parts);
    document.addEventListener("keydown", (event) => this.press(event));
    const choice = this.help.querySelector("[name=keys]");
    choice.checked = keys.on;
    choice.addEventListener("change", () => (keys.on = choice.checked));
    for (const opener of document.querySelectorAll("[data-act=keys]")) opener.addEventListener("click", () => this.keys());
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
      rtl: Boolean(words) && isRightToLeft(words),
      on: keys.on,
      borders: this.borders.isOn,
      letters: this.qualifying.letters,
    };
  }

  codeTurn() {
    this.whole("turn");
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

  /** Pins to the digit the code that is looked at: of the tree's row with the focus, else the one shown. */
  pin(number) {
    const row = document.activeElement.closest("code-tree [data-code]");
    this.digits.pin(Number(number), Number(row?.dataset.code) || this.looked());
  }

  /** From the words to the stripe of the chosen coding, before the turn's others; without one Tab goes on as it does. */
  stripe() {
    const { chosen } = this.coder.codings;
    return Boolean(chosen && this.turn?.codings.has(chosen) && this.coder.focusChosen());
  }

  complete() {
    const state = document.querySelector("reading-state");
    if (!state) return this.coder.status.hint(say.mayNot);
    return state.complete();
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
    if (document.activeElement.closest("code-tree")) {
      this.tree.showAll();
      return this.comeBack();
    }
    if (this.marking.span) this.marking.clear();
    else this.coder.choose(null);
    return true;
  }
}
