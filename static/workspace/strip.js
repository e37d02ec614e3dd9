import { cellsOf } from "./lanes.js";

const CELL = 4;
const PAUSE = 400;

/** Beside the scroll bar: where codings lie in the whole transcript, and what part of it is on the screen. */
class CodingStrip extends HTMLElement {
  begin(transcript, codings) {
    this.transcript = transcript;
    this.codings = codings;
    this.cells = this.querySelector(".strip-cells");
    this.view = this.querySelector(".strip-view");
    this.drawn = [];
    for (const change of ["added", "removed", "renewed"]) codings.addEventListener(change, () => this.later());
    transcript.root.addEventListener("scroll", () => this.follow(), { passive: true });
    new ResizeObserver(() => this.draw()).observe(this);
    this.addEventListener("pointerdown", (event) => this.go(event));
    this.addEventListener("pointermove", (event) => event.buttons && this.go(event));
  }

  /** Not while one codes on: it goes through all codings. */
  later() {
    clearTimeout(this.waiting);
    this.waiting = setTimeout(() => this.draw(), PAUSE);
  }

  draw() {
    const count = Math.max(1, Math.floor(this.clientHeight / CELL));
    const found = cellsOf(this.codings.all.values(), this.transcript.length, count);
    this.drawn.length = Math.min(this.drawn.length, count);
    while (this.cells.childElementCount > count) this.cells.lastElementChild.remove();
    while (this.cells.childElementCount < count) this.cells.append(document.createElement("i"));
    found.forEach((code, index) => {
      const name = code === null ? "" : `code-${code}`;
      if (this.drawn[index] !== name) this.cells.children[index].className = name;
      this.drawn[index] = name;
    });
    this.follow();
  }

  follow() {
    cancelAnimationFrame(this.frame);
    this.frame = requestAnimationFrame(() => this.showView());
  }

  /** By the scrolled height: turns out of sight have an estimated one, so this is where the scroll bar is too. */
  showView() {
    const { scrollTop, scrollHeight, clientHeight } = this.transcript.root;
    this.view.style.setProperty("--from", scrollTop / scrollHeight);
    this.view.style.setProperty("--part", Math.min(1, clientHeight / scrollHeight));
  }

  go(event) {
    const { top, height } = this.getBoundingClientRect();
    const share = Math.min(Math.max((event.clientY - top) / height, 0), 1);
    this.transcript.turnAt(share * this.transcript.length).element.scrollIntoView({ block: "center" });
    event.preventDefault();
  }
}

customElements.define("coding-strip", CodingStrip);
