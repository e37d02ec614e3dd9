/**
 * Opens the dialog named by `for` as a modal one; the button inside is a link or submit that works without script.
 * A dialog with an error in it, or with `data-open`, opens by itself.
 */
class DialogOpener extends HTMLElement {
  connectedCallback() {
    this.dialog = document.getElementById(this.getAttribute("for"));
    if (!this.dialog) return;
    this.addEventListener("click", (event) => this.open(event));
    if (this.dialog.matches("[data-open], :has(.errorlist)")) this.dialog.showModal();
  }

  open(event) {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    this.dialog.showModal();
  }
}

customElements.define("dialog-opener", DialogOpener);
