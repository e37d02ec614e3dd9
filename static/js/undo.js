import { turnFor } from "./undo-keys.js";

/**
 * The forms that undo and redo, by Ctrl+Z and Ctrl+Shift+Z too, but not while one types: there the keys are the
 * field's own. A key that is held turns one thing. A page that does it without leaving listens to `turn`, whose detail is
 * `undo` or `redo`, and prevents it.
 */
class UndoKeys extends HTMLElement {
  connectedCallback() {
    this.listening = new AbortController();
    const { signal } = this.listening;
    document.addEventListener("keydown", (event) => this.press(event), { signal });
    this.addEventListener("submit", (event) => this.tell(this.turns.indexOf(event.target)) || event.preventDefault(), { signal });
  }

  disconnectedCallback() {
    this.listening.abort();
  }

  get turns() {
    return [...this.querySelectorAll("form")];
  }

  press(event) {
    const turn = turnFor(event, {
      typing: Boolean(event.target.closest?.("input:not([type=radio], [type=checkbox]), textarea, select, [contenteditable]")),
      dialog: Boolean(document.querySelector("dialog[open]")),
    });
    if (!turn) return;
    event.preventDefault();
    if (event.repeat) return;
    this.turns[turn === "undo" ? 0 : 1].requestSubmit();
  }

  /** Whether the form shall be sent as on any page. */
  tell(which) {
    const turn = ["undo", "redo"][which];
    return this.dispatchEvent(new CustomEvent("turn", { detail: turn, bubbles: true, cancelable: true }));
  }
}

customElements.define("undo-keys", UndoKeys);
