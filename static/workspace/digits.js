import { say } from "./sentences.js";

/** The codes on the digits 1 to 9: shown beside the codes in the tree, and kept in this browser by their numbers. */
export class Digits {
  constructor(parts) {
    Object.assign(this, parts);
    this.show();
    this.codings.addEventListener("chosen", () => this.later());
  }

  static keptFor(facts) {
    try {
      return JSON.parse(localStorage.getItem(`workspace-digits ${facts.api} ${facts.me}`));
    } catch {
      return null;
    }
  }

  apply(digit, keep) {
    const code = this.slots.at(digit);
    if (code === null) return this.status.hint(say.noDigit(digit));
    return this.coder.apply(code, keep);
  }

  /** The rows of the tree were made anew. */
  again() {
    this.shown = "";
    this.later();
  }

  later() {
    cancelAnimationFrame(this.frame);
    this.frame = requestAnimationFrame(() => this.show());
  }

  /** Writes only what has changed. */
  show() {
    const key = this.slots.kept.codes.join();
    if (key === this.shown) return;
    this.shown = key;
    localStorage.setItem(`workspace-digits ${this.facts.api} ${this.facts.me}`, JSON.stringify(this.slots.kept));
    for (const row of this.tree.querySelectorAll("[data-code]")) this.label(row);
  }

  label(row) {
    const at = this.slots.codes.indexOf(Number(row.dataset.code));
    const shown = row.querySelector("kbd");
    if (at < 0) {
      shown?.remove();
      row.removeAttribute("aria-keyshortcuts");
      return;
    }
    const mark = shown ?? row.appendChild(document.createElement("kbd"));
    mark.textContent = at + 1;
    mark.setAttribute("aria-hidden", "true");
    row.setAttribute("aria-keyshortcuts", String(at + 1));
  }
}
