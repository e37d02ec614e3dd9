import { whenLaidOut } from "./boxes.js";

/**
 * The text cursor (`anchor` and `head`, in code points) and the words between its ends, which a code would be applied
 * to. They stay marked while the focus is in the picker or a pane, where the browser's own selection would be lost.
 * Tells of the words by `changed`, of the cursor by `moved`.
 */
export class Marking extends EventTarget {
  constructor(transcript) {
    super();
    this.transcript = transcript;
    this.span = null;
    this.cursor = null;
    /** Whether the browser's own selection is behind the cursor. */
    this.resting = false;
    document.addEventListener("selectionchange", () => this.follow());
  }

  /** Takes over what is selected in the text; a selection elsewhere changes nothing. */
  follow() {
    const selection = document.getSelection();
    if (this.resting) return;
    if (!selection.rangeCount || !this.transcript.turnOf(selection.anchorNode)) return;
    const head = this.transcript.place(selection.focusNode, selection.focusOffset);
    if (selection.isCollapsed) {
      if (head !== this.cursor?.head || this.span) this.set({ anchor: head, head }, null);
      return;
    }
    const anchor = this.transcript.place(selection.anchorNode, selection.anchorOffset);
    if (anchor === this.cursor?.anchor && head === this.cursor.head && this.span) return;
    const span = this.transcript.spanOf(selection.getRangeAt(0));
    if (head !== null) this.set({ anchor, head }, span);
    else if (span) this.set({ anchor: span.start, head: span.end }, span);
  }

  set(cursor, span) {
    const isSame = span?.start === this.span?.start && span?.end === this.span?.end;
    Object.assign(this, { cursor, span });
    this.dispatchEvent(new Event("moved"));
    if (!isSame) this.dispatchEvent(new Event("changed"));
  }

  /** Selects from the anchor to the head, on the page too, so that it is seen, spoken and can be copied. */
  put({ anchor, head }) {
    this.resting = false;
    const isBack = head < anchor;
    const from = this.transcript.position(anchor, isBack ? 1 : 0);
    const to = this.transcript.position(head, isBack || anchor === head ? 0 : 1);
    if (!isTyping()) document.getSelection().setBaseAndExtent(...from, ...to);
    const span = anchor === head ? null : this.transcript.trimmed(Math.min(anchor, head), Math.max(anchor, head));
    this.set({ anchor, head }, span);
  }

  select(span) {
    this.put({ anchor: span.start, head: span.end });
  }

  /** Lets go of the words; the cursor goes on from behind them, not from behind the blank that was selected with them. */
  clear() {
    const { cursor, span } = this;
    if (!cursor) this.set(null, null);
    else if (!span) this.rest(cursor);
    else this.rest(cursor.head < cursor.anchor ? { anchor: span.end, head: span.start } : { anchor: span.start, head: span.end });
  }

  /** Puts the cursor behind words without marking them. The browser's own selection follows when the page is painted. */
  rest({ anchor, head }) {
    this.set({ anchor, head }, null);
    this.resting = true;
    whenLaidOut(this, () => {
      if (this.resting && !isTyping()) document.getSelection().collapse(...this.transcript.position(head, 1));
      this.resting = false;
      return () => undefined;
    });
  }

  /** Whether the cursor is in the words of a coding or at their edge. */
  isIn({ start, end }) {
    return this.cursor !== null && start <= this.cursor.head && this.cursor.head <= end;
  }

  /** Where on the screen words are: the boxes of their lines. */
  boxes(span) {
    return span ? [...this.transcript.range(span.start, span.end).getClientRects()] : [];
  }
}

/** A field that one types in would lose its own cursor to a selection elsewhere. */
function isTyping() {
  return document.activeElement?.matches("input:not([type=radio], [type=checkbox]), textarea") ?? false;
}
