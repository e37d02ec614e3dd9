import { placeAt } from "./boxes.js";
import { say } from "./sentences.js";

/** Words are dragged onto a code in the tree, a code onto marked words or a turn: either way it is applied. */
export class Dragging {
  constructor(parts) {
    Object.assign(this, parts);
    this.code = null;
    this.span = null;
    if (this.facts.may) this.listen(this.tree, this.transcript.root);
  }

  listen(tree, text) {
    tree.addEventListener("pointerover", ({ target }) => this.offer(target.closest("[data-code]")));
    tree.addEventListener("dragstart", (event) => this.takeCode(event));
    text.addEventListener("dragstart", (event) => this.takeWords(event));
    tree.addEventListener("dragover", (event) => this.overTree(event));
    text.addEventListener("dragover", (event) => this.overText(event));
    tree.addEventListener("drop", (event) => this.dropOnTree(event));
    text.addEventListener("drop", (event) => this.dropOnText(event));
    document.addEventListener("dragend", () => this.end());
  }

  offer(row) {
    if (row) row.draggable = true;
  }

  takeCode(event) {
    const row = event.target.closest?.("[data-code]");
    if (!row) return;
    this.code = Number(row.dataset.code);
    event.dataTransfer.setData("text/plain", this.known.name(this.code));
    event.dataTransfer.effectAllowed = "copy";
  }

  takeWords(event) {
    this.marking.follow();
    this.span = this.marking.span;
    if (this.span) event.dataTransfer.effectAllowed = "copy";
  }

  overTree(event) {
    const row = event.target.closest?.("[data-code]") ?? null;
    this.point(this.span && row);
    if (this.pointed) this.accept(event);
  }

  /** Shows the code that the words would get. */
  point(row) {
    if (row === this.pointed) return;
    this.pointed?.classList.remove("dropping");
    row?.classList.add("dropping");
    this.pointed = row;
  }

  overText(event) {
    if (this.code === null) return;
    const target = this.target(event);
    this.highlights.only("dropping", target);
    if (target) this.accept(event);
  }

  accept(event) {
    event.preventDefault();
    event.dataTransfer.dropEffect = "copy";
  }

  /** The marked words if the pointer is on them, else all words of the turn under it. */
  target(event) {
    const place = placeAt(this.transcript, event.clientX, event.clientY);
    const { span } = this.marking;
    if (place !== null && span && span.start <= place && place <= span.end) return span;
    const turn = this.transcript.turnOf(event.target);
    return turn ? this.transcript.trimmed(turn.start, turn.end) : null;
  }

  dropOnTree(event) {
    const { span } = this;
    const row = event.target.closest?.("[data-code]");
    if (!span || !row) return;
    event.preventDefault();
    this.apply(Number(row.dataset.code), span);
  }

  dropOnText(event) {
    const { code } = this;
    const span = code === null ? null : this.target(event);
    if (!span) return;
    event.preventDefault();
    this.apply(code, span);
  }

  apply(code, span) {
    this.end();
    this.coder.apply(code, false, span);
    this.speak(say.dropped(this.known.name(code)));
  }

  end() {
    Object.assign(this, { code: null, span: null });
    this.point(null);
    this.highlights.only("dropping", null);
  }
}
