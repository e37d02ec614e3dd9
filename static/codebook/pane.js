/** The themes that were folded, kept while htmx swaps the pane for a new one. */
const folded = new Set();
/** Whether a pane stood here before this one. */
let swapped = false;

function focusOn(element) {
  if (!element) return;
  element.tabIndex = -1;
  element.focus({ preventScroll: element.matches("h2") });
}

/** Keeps folded what the person folded, and brings the chosen code into view where it stands above the tree. */
class CodebookPane extends HTMLElement {
  connectedCallback() {
    for (const details of this.querySelectorAll("details[data-code]")) {
      details.open = !folded.has(details.dataset.code) || Boolean(details.querySelector("ul [aria-current]"));
    }
    // A refusal that shows both versions of a code comes with the status of a conflict.
    this.addEventListener("htmx:beforeSwap", ({ detail }) => {
      if (detail.xhr.status === 409) detail.shouldSwap = true;
    });
    this.addEventListener("toggle", (event) => this.remember(event.target), true);
    this.addEventListener("keydown", (event) => this.leave(event));
    // While htmx swaps, the pane before this one still stands in the page and moves all that is measured.
    requestAnimationFrame(() => {
      this.comeIntoView();
      // Not by `autofocus`, for which the browser scrolls to where the panel would stand if it did not stick.
      this.querySelector("[data-begin]")?.focus({ preventScroll: true });
      if (swapped && document.activeElement === document.body) this.focusWhatCame();
      swapped = true;
    });
  }

  /** What had the focus went with the swap, or the dialog that closed; the focus goes to what is said, or to what came. */
  focusWhatCame() {
    focusOn(this.querySelector(".messages > .notice") ?? this.heading);
  }

  get heading() {
    return this.querySelector(".codebook-panel h2");
  }

  /** From the tree to what is said of the chosen code. */
  enter() {
    this.querySelector(".codebook-panel").scrollTop = 0;
    focusOn(this.heading);
  }

  /** Escape leads back to the code in the tree. */
  leave({ key, target }) {
    if (key !== "Escape" || !target.closest(".codebook-panel") || target.closest("input, select, textarea")) return;
    this.querySelector(".tree-name[aria-current]")?.focus();
  }

  comeIntoView() {
    const panel = this.querySelector(".chosen .codebook-panel");
    if (!panel || getComputedStyle(panel).position === "sticky") return;
    if (panel.getBoundingClientRect().top < 0) panel.scrollIntoView();
  }

  remember({ open, dataset }) {
    if (!dataset.code) return;
    if (open) folded.delete(dataset.code);
    else folded.add(dataset.code);
  }
}

customElements.define("codebook-pane", CodebookPane);
