/** Where one touches rather than points: a button near the selection that opens the picker. */
class FloatingCode extends HTMLElement {
  begin(marking, root) {
    this.marking = marking;
    marking.addEventListener("changed", () => this.later());
    root.addEventListener("scroll", () => this.marking.span && this.later(), { passive: true });
  }

  later() {
    if (!matchMedia("(pointer: coarse)").matches) return;
    cancelAnimationFrame(this.frame);
    this.frame = requestAnimationFrame(() => this.stand());
  }

  /** Under the last marked line: above it the browser shows its own choices. */
  stand() {
    const last = this.marking.boxes(this.marking.span).at(-1);
    this.hidden = !last;
    if (!last) return;
    const { width, height } = this.getBoundingClientRect();
    const left = Math.min(Math.max(8, last.right - width / 2), window.innerWidth - width - 8);
    const top = Math.min(Math.max(8, last.bottom + 28), window.innerHeight - height - 56);
    this.style.setProperty("--left", `${left}px`);
    this.style.setProperty("--top", `${top}px`);
  }
}

customElements.define("floating-code", FloatingCode);
