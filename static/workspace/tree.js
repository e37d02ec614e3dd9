import { aboveOf, parentsOf, shownOf } from "./branches.js";
import { Glancing } from "./glancing.js";
import { plain } from "./ranking.js";
import { Uses } from "./uses.js";

const PAUSE = 100;

/**
 * The codebook beside the text: a filter, and the codes with their counts in this transcript and in the study. Asks for
 * a code by the event `code` (its detail the code's id), and for a look at one by `look`; the focus passes by an open
 * coding. Codes fold; which are folded is kept for this tab.
 */
class CodeTree extends HTMLElement {
  begin(facts, codings, known) {
    Object.assign(this, { facts, codings, known });
    this.filter = this.querySelector("input");
    this.list = this.querySelector("[role=tree]");
    this.place = `folded:${facts.api}`;
    this.folded = new Set(JSON.parse(sessionStorage.getItem(this.place) ?? "[]"));
    this.uses = new Uses(codings, known);
    for (const change of ["added", "removed", "renewed"]) codings.addEventListener(change, () => this.countLater());
    this.filter.addEventListener("input", () => this.narrow());
    this.filter.addEventListener("keydown", (event) => this.fromFilter(event));
    this.model = this.list.firstElementChild?.cloneNode(true) ?? this.blank();
    this.listen();
    for (const change of ["added", "renewed"]) known.addEventListener(change, () => this.renew());
    this.renew();
  }

  /** When there is time: to sum up all codes is not for the moment in which one is applied. */
  countLater() {
    clearTimeout(this.counting);
    this.counting = setTimeout(() => this.uses.show(this.rows), PAUSE);
  }

  listen() {
    const { list } = this;
    list.addEventListener("pointerdown", (event) => event.target.closest("[data-code]") && this.keepSelection(event));
    list.addEventListener("click", (event) => (event.target.closest(".tree-fold") ? this.toggle(this.rowOf(event)) : this.ask("code", event)));
    list.addEventListener("keydown", (event) => this.walk(event));
    list.addEventListener("focusin", (event) => this.codings.chosen || this.ask("look", event));
    new Glancing(list, (code) => this.tell("look", code));
  }

  /** The rows as the codebook now stands; those that stay are the same elements, so that the focus does too. */
  renew() {
    const codes = this.known.list;
    const here = new Map([...this.list.children].map((row) => [Number(row.dataset.code), row]));
    const parents = parentsOf(codes);
    this.rows = codes.map((code) => {
      const row = this.dress(here.get(code.pk) ?? this.model.cloneNode(true), code, parents.has(code.pk));
      return { row, code, found: plain(`${code.path} ${code.name}`), count: row.querySelector(".tree-count") };
    });
    if (this.rows.some(({ row }, index) => row !== this.list.children[index]) || here.size !== this.rows.length) {
      this.list.replaceChildren(...this.rows.map(({ row }) => row));
    }
    this.current = this.rows.find(({ code }) => code.pk === this.current?.code.pk) ?? this.rows[0];
    for (const { row } of this.rows) {
      const place = row === this.current.row ? 0 : -1;
      if (row.tabIndex !== place) row.tabIndex = place;
    }
    this.list.hidden = !this.rows.length;
    if (this.rows.length) this.querySelector(".tree-empty")?.remove();
    this.narrow();
    this.uses.show(this.rows);
  }

  /** The first row of a codebook that was empty. */
  blank() {
    const row = document.createElement("li");
    row.setAttribute("role", "treeitem");
    row.innerHTML = '<span class="swatch"></span><span class="tree-name"></span><span class="tree-count"></span>';
    return row;
  }

  /** Writes what differs, since whatever is written is laid out anew. */
  dress(row, code, isParent) {
    const [name, fold] = [row.querySelector(".tree-name"), row.querySelector(".tree-fold")];
    const look = `code-${code.pk} depth-${code.depth}`;
    if (row.className !== look) row.className = look;
    if (row.dataset.code !== String(code.pk)) row.dataset.code = code.pk;
    if (row.ariaLevel !== String(code.depth + 1)) row.ariaLevel = code.depth + 1;
    if (name.textContent !== code.name) name.textContent = code.name;
    if (!isParent) fold?.remove();
    else if (!fold) row.prepend(Object.assign(document.createElement("span"), { className: "tree-fold" }));
    return row;
  }

  /** A press would move the focus, and with it the words that are selected in the text. */
  keepSelection(event) {
    if (event.pointerType === "mouse") event.preventDefault();
  }

  rowOf(event) {
    return this.rows.find(({ row }) => row === event.target.closest("[data-code]"));
  }

  ask(what, event) {
    const row = event.target.closest("[data-code]");
    if (row) this.tell(what, Number(row.dataset.code));
  }

  tell(what, detail) {
    this.dispatchEvent(new CustomEvent(what, { detail }));
  }

  /** How often each code is used in the study, `[code, codings]`; from then on kept by what changes here. */
  showStudy(counts) {
    this.uses.learn(counts);
    this.uses.show(this.rows);
  }

  narrow() {
    const words = plain(this.filter.value).split(/\s+/).filter(Boolean);
    const found = this.rows?.filter((each) => words.every((word) => each.found.includes(word))) ?? [];
    const shown = shownOf(this.known.list, this.folded, words.length ? new Set(found.map(({ code }) => code.pk)) : null);
    for (const { row, code } of this.rows ?? []) {
      row.hidden = !shown.has(code.pk);
      if (row.querySelector(".tree-fold")) row.ariaExpanded = String(words.length > 0 || !this.folded.has(code.pk));
      else row.removeAttribute("aria-expanded");
    }
    this.querySelector(".tree-none").hidden = !words.length || found.length > 0;
  }

  /** Without the filter, which who has gone back to the text would not think of. */
  showAll() {
    this.filter.value = "";
    this.narrow();
  }

  /** Folds what lies under the code away, or shows it. */
  toggle({ code }, isFolded = !this.folded.has(code.pk)) {
    this.folded[isFolded ? "add" : "delete"](code.pk);
    if (this.folded.size) sessionStorage.setItem(this.place, JSON.stringify([...this.folded]));
    else sessionStorage.removeItem(this.place);
    this.narrow();
  }

  get shown() {
    return this.rows.filter(({ row }) => !row.hidden);
  }

  /** Escape clears what was typed; with nothing typed it is the page's, which goes back to the text. */
  fromFilter(event) {
    const first = this.shown[0];
    if (event.key === "Escape" && this.filter.value) {
      this.showAll();
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
    if (event.key === "ArrowLeft" || event.key === "ArrowRight") this.turn(shown[at], event);
  }

  /** To the left a code folds, or the focus goes to the one above; to the right it unfolds, or to the first under it. */
  turn(each, event) {
    const isOpen = each.row.ariaExpanded;
    const [above] = aboveOf(this.known.list, each.code.pk);
    const next = this.rows[this.rows.indexOf(each) + 1];
    if (event.key === "ArrowLeft" && isOpen === "true") this.toggle(each, true);
    else if (event.key === "ArrowLeft" && above) this.focusRow(this.rows.find(({ code }) => code.pk === above), event);
    else if (event.key === "ArrowRight" && isOpen === "false") this.toggle(each, false);
    else if (event.key === "ArrowRight" && isOpen === "true" && !next.row.hidden) this.focusRow(next, event);
    event.preventDefault();
  }

  focusRow(each, event) {
    event.preventDefault();
    this.current.row.tabIndex = -1;
    this.current = each;
    each.row.tabIndex = 0;
    each.row.focus();
  }

  /** Shows which code is looked at, and where it stands in the codebook unless the look is a passing one. */
  choose(pk, isPassing) {
    for (const { row, code } of this.rows ?? []) {
      if (code.pk === pk) row.ariaSelected = "true";
      else row.removeAttribute("aria-selected");
      if (code.pk === pk && !isPassing && !row.hidden) row.scrollIntoView({ block: "nearest" });
    }
  }
}

customElements.define("code-tree", CodeTree);
