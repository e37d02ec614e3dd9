import { latin } from "./letters.js";

/** Goes from difference to difference by `n` and `p`, over pages too. Without script there are links. */
class DifferingPlaces extends HTMLElement {
  connectedCallback() {
    this.listen = (event) => this.key(event);
    document.addEventListener("keydown", this.listen);
  }

  disconnectedCallback() {
    document.removeEventListener("keydown", this.listen);
  }

  key(event) {
    const step = { n: 1, p: -1 }[latin(event)];
    if (!step || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target.closest("input, select, textarea, [contenteditable]")) return;
    event.preventDefault();
    this.go(step);
  }

  go(step) {
    const places = [...this.querySelectorAll("[data-differs]")];
    const here = places.indexOf(document.activeElement.closest("[data-differs]"));
    const from = here < 0 && step < 0 ? places.length : here;
    const place = places[from + step];
    if (!place) return document.querySelector(`.pager [rel=${step > 0 ? "next" : "prev"}]`)?.click();
    place.focus({ preventScroll: true });
    place.scrollIntoView({ block: "center" });
  }
}

customElements.define("differing-places", DifferingPlaces);
