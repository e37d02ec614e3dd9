import { latin } from "../js/letters.js";
import { codeOf, holds, linkOf, nextOf, parentKey, rowOf, zoneIn } from "./rows.js";

const MARKS = ["drop-onto", "drop-before", "drop-after"];

/**
 * Arranges the codebook's tree by dragging and by keys: onto a code asks "merge or nest?", between two moves.
 * What it asks and does are the pages and forms that work without it.
 */
class CodeArranging extends HTMLElement {
  connectedCallback() {
    this.dialog = this.querySelector("dialog");
    this.querySelector(".codebook-keys").hidden = false;
    for (const row of this.querySelectorAll(".tree-row")) row.draggable = true;
    this.addEventListener("dragstart", (event) => this.take(event));
    this.addEventListener("dragover", (event) => this.aim(event));
    this.addEventListener("drop", (event) => this.drop(event));
    this.addEventListener("dragend", () => this.letGo());
    this.addEventListener("keydown", (event) => this.press(event));
    // Both before htmx, which listens on the link and the form themselves.
    this.dialog.addEventListener("click", (event) => this.leave(event), true);
    this.dialog.addEventListener("submit", (event) => this.lookElsewhere(event), true);
  }

  take(event) {
    this.held = rowOf(event.target);
    if (!this.held) return;
    event.dataTransfer.effectAllowed = "move";
    event.dataTransfer.setData("text/plain", linkOf(this.held).textContent);
    this.held.classList.add("held");
  }

  /** The row under the pointer and the part of it, if what is held may be dropped there. */
  spot(event) {
    const row = event.target.closest?.(".tree-row");
    const item = row && rowOf(row);
    if (!this.held || !item || item === this.held || holds(this.held, item)) return null;
    return { row, item, zone: zoneIn(row, event.clientY) };
  }

  aim(event) {
    this.unmark();
    const spot = this.spot(event);
    if (!spot) return;
    event.preventDefault();
    spot.row.classList.add(`drop-${spot.zone}`);
  }

  drop(event) {
    const spot = this.spot(event);
    const held = this.held;
    this.letGo();
    if (!spot) return;
    event.preventDefault();
    if (spot.zone === "onto") this.ask(held, { target: codeOf(spot.item) });
    else if (parentKey(held) === parentKey(spot.item)) this.reorder(held, spot);
    else this.ask(held, { target: codeOf(spot.item), place: spot.zone });
  }

  letGo() {
    this.unmark();
    this.held?.classList.remove("held");
    this.held = null;
  }

  unmark() {
    for (const row of this.querySelectorAll(MARKS.map((mark) => `.${mark}`).join())) row.classList.remove(...MARKS);
  }

  reorder(held, { item, zone }) {
    const before = zone === "before" ? item : nextOf(item, held);
    this.post(held, { "move-parent": parentKey(held), "move-before": codeOf(before) ?? "" });
  }

  /** Send what the page's own form of a move would. */
  post(item, values) {
    const token = document.querySelector("[name=csrfmiddlewaretoken]").value;
    const pane = { target: "#codebook", select: "#codebook", swap: "outerHTML show:none" };
    linkOf(item).focus({ preventScroll: true });
    const address = this.dataset.move.replace("/0/", `/${codeOf(item)}/`);
    window.htmx.ajax("POST", address, { ...pane, source: this, values: { ...values, csrfmiddlewaretoken: token } });
  }

  async ask(item, about = {}) {
    this.asking = item;
    const address = this.dataset.onto.replace("/0/", `/${codeOf(item)}/`);
    const answer = await fetch(`${address}?${new URLSearchParams(about)}`);
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const part = page.querySelector("[data-putting]");
    if (!part) return location.assign(address);
    this.dialog.replaceChildren(document.adoptNode(part));
    window.htmx.process(this.dialog);
    if (!this.dialog.open) {
      this.dialog.showModal();
      this.dialog.addEventListener("close", () => linkOf(item).focus({ preventScroll: true }), { once: true });
    }
    // Not in the first field, where Enter would merge.
    return part.querySelector("h2").focus();
  }

  leave(event) {
    if (!event.target.closest("[data-close]")) return;
    event.preventDefault();
    event.stopPropagation();
    this.dialog.close();
  }

  /** The dialog's own picker of another code is asked for within the dialog. */
  lookElsewhere(event) {
    if (event.target.method !== "get") return;
    event.preventDefault();
    event.stopPropagation();
    this.ask(this.asking, Object.fromEntries(new FormData(event.target)));
  }

  press(event) {
    const item = event.target.matches("a.tree-name") && rowOf(event.target);
    if (!item || event.ctrlKey || event.metaKey) return;
    const act = event.altKey ? this.stepping(item)[event.key] : this.keys(item)[latin(event)];
    if (!act) return;
    event.preventDefault();
    act();
  }

  stepping(item) {
    return {
      ArrowUp: () => this.post(item, { step: "up" }),
      ArrowDown: () => this.post(item, { step: "down" }),
    };
  }

  keys(item) {
    return {
      ArrowDown: () => this.go(item, 1),
      ArrowUp: () => this.go(item, -1),
      ArrowRight: () => this.read(item),
      m: () => this.ask(item),
      x: () => this.cut(item),
      v: this.cutItem && this.cutItem !== item && (() => this.ask(this.cutItem, { target: codeOf(item) })),
      Escape: this.cutItem && (() => this.cut(null)),
    };
  }

  /** Opens the code, or goes to what is said of the one that is open. */
  read(item) {
    const link = linkOf(item);
    if (link.getAttribute("aria-current")) this.closest("codebook-pane").enter();
    else link.click();
  }

  go(item, places) {
    const links = [...this.querySelectorAll("a.tree-name")].filter((link) => link.checkVisibility());
    links[links.indexOf(linkOf(item)) + places]?.focus();
  }

  cut(item) {
    this.cutItem?.classList.remove("held");
    this.cutItem = item;
    item?.classList.add("held");
    this.querySelector("[data-status]").textContent = item ? this.dataset.cut : this.dataset.left;
  }
}

customElements.define("code-arranging", CodeArranging);
