import { edgeBox, stand } from "./boxes.js";

/** How near to the edge of the pane the cursor may come, in pixels, before the text moves. */
const ROOM = { above: 48, below: 96 };

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
    cancelAnimationFrame(this.frame);
    this.frame = requestAnimationFrame(() => this.show());
  }

  show() {
    const box = this.box();
    if (box) stand(this.line, box);
    else this.line.remove();
  }

  box() {
    const { cursor } = this.marking;
    return cursor && edgeBox(this.transcript, cursor.head, cursor.head > cursor.anchor ? 1 : 0);
  }

  /** Scrolls only as far as needed. */
  reveal() {
    const box = this.box();
    if (!box) return;
    const pane = this.transcript.root.getBoundingClientRect();
    const above = box.top - pane.top - ROOM.above;
    const below = box.bottom - pane.bottom + ROOM.below;
    if (above < 0) this.transcript.root.scrollTop += above;
    else if (below > 0) this.transcript.root.scrollTop += below;
  }
}
