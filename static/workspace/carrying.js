import { placeAt } from "./boxes.js";
import { say } from "./sentences.js";

/** How far the mouse goes, in pixels, before a press on a code is a carrying of it. */
const SLACK = 6;

/** A code is carried with the mouse from the tree onto marked words, or onto a turn, and applied where it is let go. */
export class Carrying {
  constructor(parts) {
    Object.assign(this, parts);
    this.label = Object.assign(document.createElement("span"), { className: "carried" });
    if (this.facts.may) this.tree.addEventListener("pointerdown", (event) => this.press(event));
  }

  press(event) {
    const row = event.target.closest("[data-code]");
    if (!row || event.button !== 0 || event.pointerType !== "mouse") return;
    this.listening?.abort();
    this.listening = new AbortController();
    const { signal } = this.listening;
    this.from = { x: event.clientX, y: event.clientY, code: Number(row.dataset.code) };
    document.addEventListener("pointermove", (next) => this.move(next), { signal });
    document.addEventListener("pointerup", (next) => this.drop(next), { signal });
    document.addEventListener("pointercancel", () => this.end(), { signal });
    document.addEventListener("keydown", (next) => this.giveUp(next), { signal, capture: true });
  }

  move(event) {
    const { x, y, code } = this.from;
    if (!this.isOn && Math.hypot(event.clientX - x, event.clientY - y) < SLACK) return;
    if (!this.isOn) this.lift(code);
    this.label.style.setProperty("--x", `${event.clientX}px`);
    this.label.style.setProperty("--y", `${event.clientY}px`);
    this.span = this.target(event);
    this.highlights.only("dropping", this.span);
  }

  lift(code) {
    this.isOn = true;
    this.label.textContent = this.known.name(code);
    document.body.append(this.label);
    document.body.classList.add("carries-code");
  }

  /** The marked words if the pointer is on them, else all words of the turn under it. */
  target({ clientX, clientY }) {
    const turn = this.transcript.turnOf(document.elementFromPoint(clientX, clientY));
    if (!turn) return null;
    const place = placeAt(this.transcript, clientX, clientY);
    const { span } = this.marking;
    if (place !== null && span && span.start <= place && place <= span.end) return span;
    return this.transcript.trimmed(turn.start, turn.end);
  }

  drop() {
    const { span, isOn, from } = this;
    this.end();
    if (!isOn || !span) return;
    this.coder.apply(from.code, false, span);
    this.speak(say.dropped(this.known.name(from.code)));
  }

  giveUp(event) {
    if (event.key !== "Escape" || !this.isOn) return;
    event.preventDefault();
    event.stopPropagation();
    this.end();
  }

  end() {
    this.listening.abort();
    Object.assign(this, { isOn: false, span: null });
    this.label.remove();
    document.body.classList.remove("carries-code");
    this.highlights.only("dropping", null);
  }
}
