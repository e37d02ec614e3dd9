import { edgeBox, stand, whenLaidOut } from "./boxes.js";

/** Shares of the pane's height: beyond these the text moves, so far that the cursor stands at `rest`. */
const ROOM = { above: 0.06, below: 0.78, rest: 0.3 };

/** The text cursor: a line at the end of the selection that moves, and the only thing that scrolls the text to it. */
export class Caret {
  constructor(transcript, marking) {
    Object.assign(this, { transcript, marking });
    this.line = Object.assign(document.createElement("span"), { className: "text-cursor" });
    this.line.setAttribute("aria-hidden", "true");
    marking.addEventListener("moved", () => this.later());
    new ResizeObserver(() => this.later()).observe(transcript.root);
  }

  later() {
    whenLaidOut(this, () => {
      const box = this.box();
      return () => (box ? stand(this.line, box) : this.line.remove());
    });
  }

  box() {
    const { cursor } = this.marking;
    return cursor && edgeBox(this.transcript, cursor.head, cursor.head > cursor.anchor ? 1 : 0);
  }

  /** Brings the cursor to where there are words to read on: seldom, so that the text stands still for the eye. */
  reveal() {
    const box = this.box();
    if (!box) return;
    const { top, height } = this.transcript.root.getBoundingClientRect();
    const isSeen = box.top >= top + height * ROOM.above && box.bottom <= top + height * ROOM.below;
    if (!isSeen) this.transcript.root.scrollTop += box.top - top - height * ROOM.rest;
  }
}
