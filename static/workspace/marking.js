import { extended, stepped } from "./steps.js";

/**
 * The words that a code would be applied to. They stay marked while the focus is in the picker or a pane, where the
 * browser's own selection would be lost. Tells of each change by `changed`.
 */
export class Marking extends EventTarget {
  constructor(transcript) {
    super();
    this.transcript = transcript;
    this.span = null;
    document.addEventListener("selectionchange", () => this.follow());
  }

  /** Takes over what is selected in the text; a selection elsewhere changes nothing. */
  follow() {
    const selection = document.getSelection();
    if (!selection.rangeCount || !this.transcript.turnOf(selection.anchorNode)) return;
    this.set(selection.isCollapsed ? null : this.transcript.spanOf(selection.getRangeAt(0)));
  }

  set(span) {
    if (span?.start === this.span?.start && span?.end === this.span?.end) return;
    this.span = span;
    this.dispatchEvent(new Event("changed"));
  }

  clear() {
    if (this.transcript.turnOf(document.getSelection().anchorNode)) document.getSelection().removeAllRanges();
    this.set(null);
  }

  /** Selects on the page, so that it is seen, spoken and can be copied. */
  select(span) {
    const range = this.transcript.range(span.start, span.end);
    document.getSelection().setBaseAndExtent(
      range.startContainer, range.startOffset, range.endContainer, range.endOffset,
    );
    this.set(span);
  }

  /** Selects the next (`by` 1) or previous (`by` -1) word or sentence of the turn. */
  step(turn, granularity, by) {
    this.move(turn, stepped(turn.text, granularity, this.within(turn), by));
  }

  /** Makes the selection longer or shorter by a word or sentence. */
  extend(turn, granularity, by) {
    this.move(turn, extended(turn.text, granularity, this.within(turn), by));
  }

  whole(turn) {
    const text = turn.text;
    this.move(turn, [text.length - text.trimStart().length, text.trimEnd().length]);
  }

  within(turn) {
    if (!this.span || this.span.end <= turn.start || this.span.start >= turn.end) return null;
    return this.transcript.part(turn, this.span.start, this.span.end);
  }

  move(turn, part) {
    if (!part || part[0] >= part[1]) return;
    this.select({ start: turn.toCodePoint(part[0]), end: turn.toCodePoint(part[1]) });
  }

  /** Where on the screen the marked words are: the boxes of their lines. */
  boxes() {
    return this.span ? [...this.transcript.range(this.span.start, this.span.end).getClientRects()] : [];
  }
}
