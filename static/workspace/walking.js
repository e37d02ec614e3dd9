import { caretAt, cursorOn, grown, moved, stretched } from "./edges.js";

export const isRightToLeft = (words) => getComputedStyle(words).direction === "rtl";

/** Where in the text the keys work, and how they go on from there. */
export class Walking {
  constructor(parts) {
    Object.assign(this, parts);
    /** Which way one last went from one turn to another. */
    this.way = 1;
    this.transcript.root.addEventListener("focusin", (event) => this.arrive(this.transcript.turnOf(event.target)));
    this.marking.addEventListener("moved", () => this.marking.cursor && this.arrive(this.guide.turnOfCursor()));
    this.guide.here = () => this.turn;
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
    if (this.here) this.way = Math.sign(turn.index - this.here.index);
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
    return this.put(cursorOn(unit === "word" ? this.onwards(words, by) : words));
  }

  /**
   * Arrows go as one sees words, so that out of right-to-left words one and the same key would lead back to where it came
   * from. Who leaves them for words of the other direction goes on in the text, the way they came.
   */
  onwards(words, by) {
    const [from, to] = [this.turn, words && this.transcript.turnAt(words[0])];
    if (this.way === by || !isRightToLeft(from.words) || to === from || (to && isRightToLeft(to.words))) return words;
    return moved(this.transcript, caretAt(this.way > 0 ? from.end : from.start), "word", this.way);
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

  /** The whole turn; or the sentences that the cursor touches, and with each press one more. */
  whole(unit) {
    if (!this.turn) return;
    if (unit === "sentence") return void this.put(grown(this.transcript, this.cursor, unit));
    const words = this.transcript.trimmed(this.turn.start, this.turn.end);
    if (words) this.put({ anchor: words.start, head: words.end });
  }

  /** From beside the text to where one was in it. */
  comeBack() {
    const { cursor, span } = this.marking;
    (this.here?.words ?? this.transcript.root).focus({ preventScroll: true });
    if (cursor && span) this.marking.put(cursor);
    return true;
  }
}
