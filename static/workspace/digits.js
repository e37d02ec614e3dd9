import { say } from "./sentences.js";

const PAUSE = 400;

/** The codes on the digits 1 to 9: shown beside the codes in the tree, and kept in this browser by their numbers. */
export class Digits {
  constructor(parts) {
    Object.assign(this, parts);
    this.show();
    this.slots.addEventListener("changed", () => this.later());
    this.slots.addEventListener("taken", ({ detail }) => this.announce(detail));
    window.addEventListener("pagehide", () => this.keep());
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
    this.slots.press(digit);
    return this.coder.apply(code, keep);
  }

  /** Pins the code to the digit, or takes the pin off. */
  pin(digit, code) {
    if (!code) return this.status.hint(say.pinWhat);
    const isPinned = this.slots.pin(digit, code);
    return this.status.hint((isPinned ? say.pinnedOn : say.unpinnedFrom)(digit, this.known.name(code)));
  }

  /** With the next frame, since the saving of the coding begins by clearing what was said before. */
  announce({ digit, code }) {
    requestAnimationFrame(() => this.status.hint(say.digitIs(digit, this.known.name(code))));
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

  /** Writes only where a digit has another code or pin; what is kept of each use waits for a pause. */
  show() {
    clearTimeout(this.keeping);
    this.keeping = setTimeout(() => this.keep(), PAUSE);
    const { codes, pinned } = this.slots.kept;
    const shown = `${codes} ${pinned}`;
    if (shown === this.shown) return;
    this.shown = shown;
    for (const row of this.tree.querySelectorAll("[data-code]")) this.label(row);
  }

  keep() {
    localStorage.setItem(`workspace-digits ${this.facts.api} ${this.facts.me}`, JSON.stringify(this.slots.kept));
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
    const isPinned = this.slots.pinned.has(this.slots.codes[at]);
    mark.textContent = at + 1;
    mark.classList.toggle("pinned", isPinned);
    mark.title = isPinned ? say.isPinned : "";
    mark.setAttribute("aria-hidden", "true");
    row.setAttribute("aria-keyshortcuts", String(at + 1));
  }
}
