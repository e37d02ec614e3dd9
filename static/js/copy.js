/** A button that copies the value of the field named by `for`; it shows only where the browser lets it. */
class CopyText extends HTMLElement {
  connectedCallback() {
    const button = this.querySelector("button");
    if (!navigator.clipboard) return;
    button.hidden = false;
    button.addEventListener("click", () => this.copy(button));
  }

  async copy(button) {
    const field = document.getElementById(this.getAttribute("for"));
    try {
      await navigator.clipboard.writeText(field.value);
      button.textContent = this.dataset.copied;
    } catch {
      field.select();
    }
  }
}

customElements.define("copy-text", CopyText);
