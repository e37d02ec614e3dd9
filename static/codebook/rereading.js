/** Whether a list stood here before this one. */
let swapped = false;

/**
 * What is to be read again, in whose place htmx puts what is left of it. The focus is then on what has the place of what
 * was answered; after the last of them on the one before, or on what is said.
 */
class RereadList extends HTMLElement {
  connectedCallback() {
    requestAnimationFrame(() => {
      if (swapped && document.activeElement === document.body) this.focusWhatIsLeft();
      swapped = true;
    });
  }

  focusWhatIsLeft() {
    const left = [...this.querySelectorAll("button[name=one]")].at(-1) ?? this.querySelector(".notice");
    if (!left) return;
    if (!left.matches("button")) left.tabIndex = -1;
    left.focus();
  }
}

customElements.define("reread-list", RereadList);
