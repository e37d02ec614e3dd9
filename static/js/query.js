const OPENS = /^(Arrow(Up|Down)|Page(Up|Down)|Home|End|.)$/u;

let saves = false;
let added = "";

/**
 * Sends all rows as they stand with each change, those that are taken away among them, and shows no answer to rows
 * that changed meanwhile. A query is saved once the answer to it is there. Without script a button sends the rows.
 */
class QueryBuilder extends HTMLElement {
  connectedCallback() {
    this.form = this.querySelector(".query-form");
    this.addEventListener("click", ({ target }) => target.matches(".query-remove") && this.take(target));
    this.addEventListener("keydown", (event) => this.press(event));
    this.addEventListener("pointerdown", () => (this.typed = null));
    this.addEventListener("change", (event) => this.hold(event), { capture: true });
    this.addEventListener("focusout", () => this.leave());
    this.addEventListener("submit", (event) => this.save(event));
    this.addEventListener("htmx:configRequest", () => this.send());
    this.addEventListener("htmx:beforeOnLoad", (event) => this.answer(event));
    for (const failed of ["htmx:sendError", "htmx:responseError"]) this.addEventListener(failed, () => (saves = false));
    const [save, row] = [saves, added];
    setTimeout(() => {
      if (save) this.querySelector(".query-save")?.requestSubmit();
      if (row) this.querySelector(`[id^="${row}-"]:not(.query-how, .query-remove)`)?.focus();
    });
    [saves, added] = [false, ""];
  }

  get rows() {
    return new URLSearchParams(new FormData(this.form)).toString();
  }

  take(button) {
    button.closest("li").classList.add("is-removed");
    const removed = Object.assign(document.createElement("input"), { type: "hidden", name: "remove", value: button.value });
    this.form.append(removed);
  }

  /** A list of conditions opens before one is chosen by keys; a day that is typed is sent when the field is left. */
  press(event) {
    const { target } = event;
    if (target.type === "date") this.typed = target;
    if (!target.matches(".query-new") || !OPENS.test(event.key) || event.ctrlKey || event.metaKey || event.altKey) return;
    if (!target.showPicker) return;
    event.preventDefault();
    target.showPicker();
  }

  hold(event) {
    if (event.target !== this.typed) return;
    event.stopPropagation();
    this.owes = true;
  }

  leave() {
    this.typed = null;
    if (this.owes) this.form.requestSubmit();
  }

  send() {
    this.owes = false;
    this.sent = this.rows;
  }

  answer(event) {
    this.owes = this.rows !== this.sent;
    if (this.owes) event.preventDefault();
    else this.keepFocus();
  }

  /** On the row after the one that is taken away, or on what adds a row; in the row that is added. */
  keepFocus() {
    const [here, row] = [document.activeElement, document.activeElement.closest(".is-removed")];
    if (row && !row.nextElementSibling) row.closest("fieldset").querySelector(":scope > .query-new").focus();
    if (!here.matches(".query-new") || !here.value) return;
    const before = here.parentElement.querySelectorAll(":scope > .query-rows > li:not(.is-removed)").length;
    added = here.id.replace(/-new$/, `.${before}`);
  }

  save(event) {
    if (!event.target.matches(".query-save") || !this.form.matches(".htmx-request")) return;
    event.preventDefault();
    saves = true;
  }
}

customElements.define("query-builder", QueryBuilder);
