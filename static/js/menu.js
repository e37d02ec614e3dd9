/** A `<details>` that closes on Escape, on a click elsewhere and when another opens; without script it opens and closes by its summary. */
class PopMenu extends HTMLElement {
  connectedCallback() {
    this.details = this.querySelector("details");
    this.closing = new AbortController();
    const { signal } = this.closing;
    document.addEventListener("pointerdown", (event) => this.leave(event.target), { signal });
    this.addEventListener("focusout", (event) => event.relatedTarget && this.leave(event.relatedTarget), { signal });
    this.addEventListener("keydown", (event) => this.escape(event), { signal });
  }

  disconnectedCallback() {
    this.closing.abort();
  }

  leave(target) {
    if (!this.contains(target)) this.details.open = false;
  }

  escape(event) {
    if (event.key !== "Escape" || !this.details.open) return;
    event.stopPropagation();
    this.details.open = false;
    this.details.querySelector("summary").focus();
  }
}

customElements.define("pop-menu", PopMenu);
