/** The themes that were folded, kept while htmx swaps the pane for a new one. */
const folded = new Set();

/** Keeps folded what the person folded, and brings the chosen code into view where it stands above the tree. */
class CodebookPane extends HTMLElement {
  connectedCallback() {
    for (const details of this.querySelectorAll("details[data-code]")) {
      details.open = !folded.has(details.dataset.code) || Boolean(details.querySelector("ul [aria-current]"));
    }
    this.addEventListener("toggle", (event) => this.remember(event.target), true);
    const panel = this.querySelector(".chosen .codebook-panel");
    if (panel && panel.getBoundingClientRect().top < 0) panel.scrollIntoView();
  }

  remember({ open, dataset }) {
    if (!dataset.code) return;
    if (open) folded.delete(dataset.code);
    else folded.add(dataset.code);
  }
}

customElements.define("codebook-pane", CodebookPane);
