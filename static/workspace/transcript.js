import { Offsets } from "./offsets.js";

/** A turn on the page: its element, its words, and where they stand in the text (in code points). */
class Turn {
  constructor(element, index) {
    this.element = element;
    this.index = index;
    this.start = Number(element.dataset.start);
    this.end = Number(element.dataset.end);
    this.codings = new Set();
  }

  get words() {
    return this.element.querySelector(".turn-words");
  }

  /** The text node of the words; an empty turn has none. */
  get node() {
    return this.words.firstChild;
  }

  get text() {
    return this.words.textContent;
  }

  get offsets() {
    this.converter ??= new Offsets(this.text);
    return this.converter;
  }

  get number() {
    return Number(this.element.id.slice(1));
  }

  get isParticipants() {
    return this.element.classList.contains("participant");
  }

  /** Marked by its coder as read, with nothing to code. */
  get isRead() {
    return this.element.classList.contains("read");
  }

  toCodePoint(utf16) {
    return this.start + this.offsets.toCodePoint(utf16);
  }

  /** Within the words, whatever is asked for. */
  toUtf16(codePoint) {
    return this.offsets.toUtf16(Math.min(Math.max(codePoint, this.start), this.end) - this.start);
  }
}

/** The text on the page: from positions in the document to code points and back. */
export class Transcript {
  constructor(root) {
    this.root = root;
    this.turns = [...root.querySelectorAll(".turn")].map((element, index) => new Turn(element, index));
    this.byElement = new Map(this.turns.map((turn) => [turn.element, turn]));
  }

  get length() {
    return this.turns.at(-1)?.end ?? 0;
  }

  /** The last turn that begins at or before the code point. */
  turnAt(codePoint) {
    let low = 0;
    let high = this.turns.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.turns[middle].start <= codePoint) low = middle + 1;
      else high = middle;
    }
    return this.turns[Math.max(low - 1, 0)];
  }

  turnOf(node) {
    const element = node instanceof Element ? node : node?.parentElement;
    return this.byElement.get(element?.closest(".turn"));
  }

  /** The turns that share a character with `[start, end)`. */
  turnsIn(start, end) {
    const found = [];
    for (let turn = this.turnAt(start); turn && turn.start < end; turn = this.turns[turn.index + 1]) {
      if (turn.end > start) found.push(turn);
    }
    return found;
  }

  /** The part of `[start, end)` that lies in the turn, as positions in its text node. */
  part(turn, start, end) {
    return [turn.toUtf16(start), turn.toUtf16(end)];
  }

  /** The code point of a position in the document, or `null` outside the text. */
  place(node, offset) {
    const turn = this.turnOf(node);
    if (!turn) return this.placeBetween(node, offset);
    if (node === turn.node) return turn.toCodePoint(offset);
    if (node === turn.words) return offset ? turn.end : turn.start;
    const isBefore = node === turn.element
      ? offset <= [...turn.element.childNodes].indexOf(turn.words)
      : node.compareDocumentPosition(turn.words) & Node.DOCUMENT_POSITION_FOLLOWING;
    return isBefore ? turn.start : turn.end;
  }

  placeBetween(node, offset) {
    if (!this.root.contains(node)) return null;
    const next = this.turns.find((turn) => {
      const range = document.createRange();
      range.selectNode(turn.element);
      return range.comparePoint(node, offset) < 0;
    });
    return next ? next.start : this.length;
  }

  /** The span of a range of the document, without white space and labels at its ends; `null` if nothing is left. */
  spanOf(range) {
    const start = this.place(range.startContainer, range.startOffset);
    const end = this.place(range.endContainer, range.endOffset);
    return start === null || end === null ? null : this.trimmed(start, end);
  }

  /** `[start, end)` without the white space and labels at its ends; `null` if nothing is left. */
  trimmed(start, end) {
    const turns = this.turnsIn(start, end);
    const first = turns.find((turn) => this.cut(turn, start, end).trim());
    const last = turns.findLast((turn) => this.cut(turn, start, end).trim());
    if (!first) return null;
    const head = this.cut(first, start, end);
    const tail = this.cut(last, start, end);
    return {
      start: first.toCodePoint(first.toUtf16(start) + head.length - head.trimStart().length),
      end: last.toCodePoint(last.toUtf16(end) - (tail.length - tail.trimEnd().length)),
    };
  }

  /** The turn's words within `[start, end)`. */
  cut(turn, start, end) {
    return turn.text.slice(...this.part(turn, start, end));
  }

  /** All words within `[start, end)`. */
  words(start, end) {
    return this.turnsIn(start, end).map((turn) => this.cut(turn, start, end)).join(" ");
  }

  /** The place as a node and an offset; at the end of words (`side` 1) rather in the turn before. */
  position(place, side) {
    const turn = this.turnAt(side ? Math.max(place - 1, 0) : place);
    return turn.node ? [turn.node, turn.toUtf16(place)] : [turn.words, 0];
  }

  /** A range of the document over `[start, end)`. */
  range(start, end) {
    const turns = this.turnsIn(start, end);
    const range = document.createRange();
    range.setStart(turns[0].node, turns[0].toUtf16(start));
    range.setEnd(turns.at(-1).node, turns.at(-1).toUtf16(end));
    return range;
  }
}
