const LATER = 1500;

/**
 * The transcripts beside the text, the open one in sight. Nobody waits for those far from it to begin to read: they show
 * a moment later, or as soon as the list is used.
 */
export class Neighbours {
  constructor(row) {
    this.row = row;
    this.list = row.closest(".neighbours");
    row.scrollIntoView({ block: "nearest" });
    for (const use of ["pointerover", "focusin"]) this.list.addEventListener(use, () => this.show(), { once: true });
    setTimeout(() => this.show(), LATER);
  }

  /** All of them, and the open one stays where it is. */
  show() {
    if (this.list.classList.contains("is-whole")) return;
    const pane = this.list.parentElement;
    const { top } = this.row.getBoundingClientRect();
    this.list.classList.add("is-whole");
    pane.scrollTop += this.row.getBoundingClientRect().top - top;
  }
}
