import { Offsets } from "../workspace/offsets.js";

/**
 * Words selected in the passage go into the line that was worked on last, with where they stand. Without it the words
 * are written down.
 */
class WordsPicker extends HTMLElement {
  connectedCallback() {
    this.listening = new AbortController();
    const { signal } = this.listening;
    this.passage = document.getElementById(this.getAttribute("for")).querySelector(".drawn");
    this.addEventListener("focusin", (event) => this.take(event.target.closest(".other-line")), { signal });
    this.addEventListener("input", (event) => this.forget(event.target), { signal });
    this.passage?.addEventListener("pointerup", () => this.pick(), { signal });
    this.take(this.querySelector(".other-line"));
  }

  disconnectedCallback() {
    this.listening.abort();
  }

  take(line) {
    if (!line) return;
    this.line?.classList.remove("picking");
    this.line = line;
    line.classList.add("picking");
  }

  /** Words that are typed are looked for; where others stood is no longer true. */
  forget(field) {
    if (field.name?.startsWith("words-")) field.nextElementSibling.value = "";
  }

  pick() {
    const selection = document.getSelection();
    if (!selection.rangeCount || selection.isCollapsed) return;
    const range = selection.getRangeAt(0);
    if (!this.passage.contains(range.commonAncestorContainer)) return;
    const before = document.createRange();
    before.setStart(this.passage, 0);
    before.setEnd(range.startContainer, range.startOffset);
    const words = range.toString();
    const start = Number(this.passage.dataset.start) + codePoints(before.toString());
    const lead = codePoints(words) - codePoints(words.trimStart());
    const [field, at] = this.line.querySelectorAll("input");
    field.value = words.trim();
    at.value = `${start + lead}-${start + lead + codePoints(words.trim())}`;
    field.focus({ preventScroll: true });
  }
}

function codePoints(text) {
  return new Offsets(text).toCodePoint(text.length);
}

customElements.define("words-picker", WordsPicker);
