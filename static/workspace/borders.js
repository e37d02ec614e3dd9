import { edgeBox, placeAt, stand, whenLaidOut } from "./boxes.js";
import { bordered, snapped, within } from "./edges.js";
import { say } from "./sentences.js";

/**
 * Moves the borders of the chosen coding of one's own: by keys in a mode of its own, or by a handle at either end that
 * is dragged. Nothing is saved before the mode is left by Enter or the handle let go.
 */
export class Borders {
  constructor(parts) {
    Object.assign(this, parts);
    this.isOn = false;
    this.handles = [0, 1].map((side) => this.handle(side));
    this.codings.addEventListener("chosen", () => this.change());
    new ResizeObserver(() => this.later()).observe(this.transcript.root);
  }

  /** Another coding was chosen: the borders that were moving stay as they were. */
  change() {
    if (this.isOn && this.codings.chosen !== this.coding) {
      this.end();
      this.status.hint(say.bordersStay);
    }
    this.later();
  }

  begin() {
    const coding = this.coder.own();
    if (!coding) return;
    this.coder.choose(coding);
    this.coding = coding;
    this.isOn = true;
    this.guide.focus(this.transcript.turnAt(coding.start));
    this.guide.show(coding);
    document.body.classList.add("moves-borders");
    this.draw({ start: coding.start, end: coding.end });
    this.speak(say.bordersMove(this.known.name(coding.code)));
  }

  move(name, unit, by) {
    const side = name === "end" ? 1 : 0;
    const next = bordered(this.transcript, this.span, side, unit, by);
    if (!next) return;
    this.draw(next);
    this.speak(side ? say.endsWith(this.words(-1)) : say.startsWith(this.words(1)));
  }

  /** The words at the border, so that one hears where it is. */
  words(by) {
    const all = this.transcript.words(this.span.start, this.span.end).trim().split(/\s+/);
    return (by > 0 ? all.slice(0, 4) : all.slice(-4)).join(" ");
  }

  draw(span) {
    this.span = span;
    this.highlights.only("moving", span);
    this.later();
  }

  save() {
    const { coding, span } = this;
    this.end();
    this.coder.resize(coding, span);
    if (!this.marking.span) this.marking.rest({ anchor: coding.start, head: coding.end });
  }

  giveUp() {
    this.end();
    this.speak(say.bordersStay);
  }

  end() {
    this.isOn = false;
    this.span = null;
    document.body.classList.remove("moves-borders");
    this.highlights.only("moving", null);
    this.later();
  }

  // Handles.

  handle(side) {
    const handle = Object.assign(document.createElement("span"), { className: "border-handle" });
    handle.dataset.side = side;
    handle.setAttribute("aria-hidden", "true");
    handle.addEventListener("pointerdown", (event) => this.grasp(event, side));
    handle.addEventListener("pointermove", (event) => this.drag(event, side));
    handle.addEventListener("pointerup", (event) => this.drop(event));
    handle.addEventListener("pointercancel", () => this.dragged && this.drop(null));
    return handle;
  }

  /** Puts the handles at both ends of the chosen coding, if it is one's own. */
  later() {
    whenLaidOut(this, () => {
      const { chosen } = this.codings;
      const span = this.span ?? (chosen && this.facts.may && this.codings.isOwn(chosen) ? chosen : null);
      const boxes = [0, 1].map((side) => span && edgeBox(this.transcript, side ? span.end : span.start, side));
      return () => this.handles.forEach((handle, side) => (boxes[side] ? stand(handle, boxes[side]) : handle.remove()));
    });
  }

  grasp(event, side) {
    event.preventDefault();
    event.stopPropagation();
    this.coding = this.codings.chosen;
    this.dragged = true;
    this.handles[side].setPointerCapture(event.pointerId);
    document.body.classList.add("drags-border");
    this.draw(this.span ?? { start: this.coding.start, end: this.coding.end });
  }

  drag(event, side) {
    if (!this.dragged) return;
    const found = placeAt(this.transcript, event.clientX, event.clientY);
    const place = found === null || event.altKey ? found : snapped(this.transcript, found, side);
    const next = within(this.span, side, place);
    if (next) this.draw(next);
  }

  drop(event) {
    this.dragged = false;
    document.body.classList.remove("drags-border");
    if (event && !this.isOn) this.save();
    else if (!event) this.end();
  }
}
