import { TAKEN } from "../workspace/keys.js";
import { lettersFor } from "../workspace/letters.js";

/** Shows beside each qualifier the key that the workspace gives it. */
class QualifierLetters extends HTMLElement {
  connectedCallback() {
    const names = [...this.querySelectorAll("[data-qualifier]")];
    const letters = lettersFor(names.map((name) => name.textContent), TAKEN);
    for (const [index, name] of names.entries()) {
      const key = name.parentElement.querySelector("kbd");
      key.textContent = letters[index]?.toUpperCase() ?? "";
      key.hidden = !letters[index];
    }
  }
}

customElements.define("qualifier-letters", QualifierLetters);
