import "./words.js";
import { neighbour, nextOpen, wishOf } from "./keys.js";

/**
 * The list of places: J and K go from one to the next, over pages too, other keys press the button that bears them. After a decision
 * the focus goes on to the next place that is open; a refused one stays. The announcement is the server's.
 */
class PlaceList extends HTMLElement {
  connectedCallback() {
    this.listening = new AbortController();
    const { signal } = this.listening;
    document.addEventListener("keydown", (event) => this.press(event), { signal });
    // A conflict is answered by the place as it stands now, which belongs in the page.
    this.addEventListener("htmx:beforeSwap", (event) => this.admit(event.detail), { signal });
    this.addEventListener("htmx:afterSettle", (event) => this.settle(event.detail), { signal });
    this.addEventListener("click", (event) => this.close(event), { signal });
    const ends = { "#first": 0, "#last": this.places.length - 1 };
    this.focusPlace(ends[location.hash] ?? this.places.findIndex(({ id }) => `#${id}` === location.hash));
  }

  disconnectedCallback() {
    this.listening.abort();
  }

  get places() {
    return [...this.querySelectorAll(".place")];
  }

  get states() {
    return this.places.map((place) => place.dataset.state);
  }

  /** The number of the place with the focus, -1 outside of any. */
  get at() {
    return this.places.findIndex((place) => place.contains(document.activeElement));
  }

  press(event) {
    const field = event.target.closest?.("input:not([type=radio], [type=checkbox]), textarea, select, [contenteditable]");
    if (field && event.key === "Escape") return this.leave(field);
    const wish = wishOf(event, { typing: Boolean(field), dialog: Boolean(document.querySelector("dialog[open]")) });
    if (!wish || !this.places.length) return;
    if (wish === "next" || wish === "previous") this.go(wish === "next" ? 1 : -1);
    else if (!this.use(this.places[this.at], wish)) return;
    event.preventDefault();
  }

  /** To the neighbour; from the last place of a page to the first of the next one, and back. */
  go(step) {
    const number = neighbour(this.states, this.at, step);
    const page = number === this.at && document.querySelector(`.pager [rel=${step > 0 ? "next" : "prev"}]`);
    if (page) location.href = `${page.href}${step > 0 ? "#first" : "#last"}`;
    else this.focusPlace(number);
  }

  /** Presses what bears the key in the place; whether there was anything. */
  use(place, key) {
    // What was asked before is on its way; the place that comes back is another.
    if (!place || place.querySelector(".htmx-request")) return false;
    if (key === "d") return this.fold(place.querySelector(".place-definitions"));
    const control = (key === "o" && place.querySelector("[data-begin]")) || place.querySelector(`[data-key="${key}"]`);
    if (!control) return false;
    if (key === "r" || control.matches("[data-begin]")) control.focus();
    else control.click();
    return true;
  }

  fold(details) {
    details.open = !details.open;
    details.scrollIntoView({ block: "nearest" });
    return true;
  }

  leave(field) {
    field.closest(".place")?.focus();
  }

  focusPlace(number) {
    const place = this.places[number];
    if (!place) return;
    place.focus({ preventScroll: true });
    const isTall = place.offsetHeight > window.innerHeight * 0.8;
    place.scrollIntoView({ block: isTall ? "start" : "nearest" });
    // An undo comes back to where one was.
    const here = `${location.pathname}${location.search}#${place.id}`;
    for (const next of document.querySelectorAll("undo-keys [name=next]")) next.value = here;
  }

  admit(detail) {
    if (detail.xhr.status === 409) Object.assign(detail, { shouldSwap: true, isError: false });
    if (detail.xhr.status === 422) {
      const form = detail.requestConfig.elt.closest(".place-other");
      Object.assign(detail, { shouldSwap: true, isError: false, target: form, swapOverride: "innerHTML" });
    }
  }

  settle({ elt, target }) {
    const begin = elt.querySelector?.("[data-begin]");
    if (begin && target.classList.contains("place-other")) begin.focus();
    if (!elt.classList.contains("place")) return;
    const number = this.places.indexOf(elt);
    const isRefused = Boolean(elt.querySelector("[role=alert]"));
    this.focusPlace(isRefused ? number : nextOpen(this.states, number));
  }

  close(event) {
    const link = event.target.closest("[data-close]");
    const form = link?.closest(".place-other");
    if (!form) return;
    event.preventDefault();
    const place = link.closest(".place");
    form.replaceChildren();
    place.focus();
  }
}

customElements.define("place-list", PlaceList);
