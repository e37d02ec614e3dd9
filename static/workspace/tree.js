import { plain } from "./ranking.js";

/**
 * The codebook beside the text: a filter, and the codes with their counts in this transcript. Asks for a code by the
 * event `code` (its detail the code's id), and for a look at one by `look`; the focus passes by an open coding.
 */
class CodeTree extends HTMLElement {
  begin(facts, codings) {
    this.codings = codings;
    this.filter = this.querySelector("input");
    this.rows = [...this.querySelectorAll("[data-code]")].map((row, index) => {
      const code = facts.codes[index];
      return { row, code, found: plain(`${code.path} ${code.name}`), count: row.querySelector(".tree-count") };
    });
    this.byCode = new Map(this.rows.map((each) => [each.code.pk, each]));
    for (const each of this.rows) this.count(each);
    codings.addEventListener("added", ({ detail }) => this.count(this.byCode.get(detail.code)));
    codings.addEventListener("removed", ({ detail }) => this.count(this.byCode.get(detail.code)));
    this.listen();
    this.current = this.rows[0];
    if (this.current) this.current.row.tabIndex = 0;
  }

  /** Puts the row of a code that was just made behind the row of `before`, or first. */
  grow(code, before) {
    const row = Object.assign(document.createElement("li"), { className: `code-${code.pk} depth-${code.depth}`, tabIndex: -1 });
    row.dataset.code = code.pk;
    row.setAttribute("role", "treeitem");
    row.ariaLevel = code.depth + 1;
    const parts = ["swatch", "tree-name", "tree-count"].map((className) => Object.assign(document.createElement("span"), { className }));
    parts[1].textContent = code.name;
    row.append(...parts);
    const each = { row, code, found: plain(`${code.path} ${code.name}`), count: parts[2] };
    const above = this.byCode.get(before?.pk);
    if (above) above.row.after(row);
    else this.querySelector("[role=tree]").prepend(row);
    row.parentElement.hidden = false;
    this.querySelector(".tree-empty")?.remove();
    this.rows.splice(above ? this.rows.indexOf(above) + 1 : 0, 0, each);
    this.byCode.set(code.pk, each);
    this.current ??= each;
    this.count(each);
  }

  listen() {
    this.filter.addEventListener("input", () => this.narrow());
    this.filter.addEventListener("keydown", (event) => this.fromFilter(event));
    const list = this.querySelector("[role=tree]");
    list.addEventListener("pointerdown", (event) => event.target.closest("[data-code]") && this.keepSelection(event));
    list.addEventListener("click", (event) => this.ask("code", event));
    list.addEventListener("keydown", (event) => this.walk(event));
    list.addEventListener("focusin", (event) => this.codings.chosen || this.ask("look", event));
    list.addEventListener("pointerover", (event) => event.pointerType === "mouse" && this.lookSoon(event));
    list.addEventListener("pointerleave", () => this.lookAway());
  }

  /** A press would move the focus, and with it the words that are selected in the text. */
  keepSelection(event) {
    if (event.pointerType === "mouse") event.preventDefault();
  }

  ask(what, event) {
    const row = event.target.closest("[data-code]");
    if (row) this.tell(what, Number(row.dataset.code));
  }

  tell(what, detail) {
    this.dispatchEvent(new CustomEvent(what, { detail }));
  }

  lookSoon(event) {
    clearTimeout(this.looking);
    const row = event.target.closest("[data-code]");
    if (row) this.looking = setTimeout(() => this.tell("look", Number(row.dataset.code)), 350);
  }

  lookAway() {
    clearTimeout(this.looking);
    this.tell("look", null);
  }

  count(each) {
    if (!each) return;
    const number = this.codings.counts.get(each.code.pk) ?? 0;
    each.count.textContent = number || "";
  }

  narrow() {
    const words = plain(this.filter.value).split(/\s+/).filter(Boolean);
    const kept = new Set();
    for (const { code, found } of this.rows) {
      if (words.every((word) => found.includes(word))) kept.add(code.pk);
    }
    for (const { row, code } of this.rows) row.hidden = !kept.has(code.pk);
    this.querySelector(".tree-none").hidden = kept.size > 0;
  }

  get shown() {
    return this.rows.filter(({ row }) => !row.hidden);
  }

  fromFilter(event) {
    const first = this.shown[0];
    if (event.key === "Escape" && this.filter.value) {
      this.filter.value = "";
      this.narrow();
      event.stopPropagation();
    }
    if (!first) return;
    if (event.key === "ArrowDown") this.focusRow(first, event);
    if (event.key === "Enter") this.tell("code", first.code.pk);
  }

  walk(event) {
    const shown = this.shown;
    const at = shown.findIndex(({ row }) => row === event.target.closest("[data-code]"));
    if (event.key === "Enter" || event.key === " ") {
      event.preventDefault();
      event.stopPropagation();
      this.ask("code", event);
    }
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: shown.length - 1 }[event.key];
    if (to !== undefined && shown[to]) this.focusRow(shown[to], event);
    else if (event.key === "ArrowUp" && at === 0) this.filter.focus();
  }

  focusRow(each, event) {
    event.preventDefault();
    this.current.row.tabIndex = -1;
    this.current = each;
    each.row.tabIndex = 0;
    each.row.focus();
  }

  /** Shows which code is looked at. */
  choose(pk) {
    for (const { row, code } of this.rows) {
      if (code.pk === pk) row.ariaSelected = "true";
      else row.removeAttribute("aria-selected");
    }
  }
}

customElements.define("code-tree", CodeTree);
