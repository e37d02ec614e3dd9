import { say } from "./sentences.js";

/** Selected words are dragged onto a code in the tree, and get it. */
export class Dragging {
  constructor(parts) {
    Object.assign(this, parts);
    this.span = null;
    this.pointed = null;
    if (this.facts.may) this.listen(this.tree, this.transcript.root);
  }

  listen(tree, text) {
    text.addEventListener("dragstart", (event) => this.take(event));
    tree.addEventListener("dragover", (event) => this.over(event));
    tree.addEventListener("drop", (event) => this.drop(event));
    document.addEventListener("dragend", () => this.end());
  }

  take(event) {
    this.marking.follow();
    this.span = this.marking.span;
    if (this.span) event.dataTransfer.effectAllowed = "copy";
  }

  over(event) {
    this.point(this.span && (event.target.closest?.("[data-code]") ?? null));
    if (!this.pointed) return;
    event.preventDefault();
    event.dataTransfer.dropEffect = "copy";
  }

  /** Shows the code that the words would get. */
  point(row) {
    if (row === this.pointed) return;
    this.pointed?.classList.remove("dropping");
    row?.classList.add("dropping");
    this.pointed = row;
  }

  drop(event) {
    const { span, pointed } = this;
    this.end();
    if (!span || !pointed) return;
    event.preventDefault();
    const code = Number(pointed.dataset.code);
    this.coder.apply(code, false, span);
    this.speak(say.dropped(this.known.name(code)));
  }

  end() {
    this.span = null;
    this.point(null);
  }
}
