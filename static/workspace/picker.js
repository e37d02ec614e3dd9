import { digitOf } from "./keys.js";
import { marked, newCode, ranked } from "./ranking.js";
import { say } from "./sentences.js";
import { spotFor } from "./spots.js";

const MOST = 60;
const NEW = "new";

/**
 * Finds a code by typing: arrows and Tab move, Enter applies, with Shift the words stay marked, Ctrl+Enter makes a code
 * of what was typed under the one pointed at or the one named before “›”, unless the codebook stands still, Alt and a digit pin the one pointed at, Escape
 * closes. Asks by `pick` (its detail `{code, keep, …}` with what it was opened for), `make` (`{name, parent, keep, …}`)
 * and `pin` (`{digit, code}`); tells when it is `closed`. Stands near the words, or at the foot of a narrow window.
 */
class CodePicker extends HTMLElement {
  begin({ facts, known, codings, slots }) {
    Object.assign(this, { facts, known, codings, slots });
    this.field = this.querySelector("input");
    this.list = this.querySelector("[role=listbox]");
    this.rules = this.querySelector(".picker-rules");
    this.found = this.querySelector("[role=status]");
    this.heading = this.querySelector(".picker-title");
    this.field.addEventListener("input", () => this.show());
    this.field.addEventListener("keydown", (event) => this.press(event));
    this.list.addEventListener("pointerdown", (event) => event.preventDefault());
    this.list.addEventListener("click", (event) => this.click(event));
    this.addEventListener("toggle", (event) => event.newState === "closed" && this.close());
  }

  /** Opens near the boxes; the focus goes back to `home` when it closes. `act`: `apply`, or `recode` a `coding`. */
  open({ boxes, home, act, coding, name }) {
    Object.assign(this, { home, act, coding });
    this.heading.textContent = act === "recode" ? say.recodeFrom(name) : "";
    this.field.value = "";
    this.classList.toggle("recodes", act === "recode");
    this.recent = [...new Set([...this.slots.used, ...this.codings.recent()])];
    this.showPopover();
    this.show();
    this.stand(boxes);
    this.field.focus();
  }

  close() {
    if (this.contains(document.activeElement) || document.activeElement === document.body) {
      this.home?.focus({ preventScroll: true });
    }
    this.ask("closed");
  }

  stand(boxes) {
    this.style.removeProperty("--room");
    const { right } = this.home.getBoundingClientRect();
    const ceiling = this.home.closest(".transcript").getBoundingClientRect().top;
    const spot = spotFor(boxes, this.getBoundingClientRect(), { right, ceiling }, window);
    for (const side of ["top", "bottom", "left", "room"]) {
      this.style.setProperty(`--${side}`, spot[side] === undefined ? "auto" : `${Math.round(spot[side])}px`);
    }
  }

  get typed() {
    return this.field.value.trim().replace(/\s+/g, " ");
  }

  show() {
    const { typed } = this;
    const offered = this.known.list.filter((code) => code.pk !== this.coding?.code);
    this.codes = ranked(offered, typed, this.recent).slice(0, MOST);
    this.under = this.codes[0] ?? this.known.get(this.recent[0]) ?? null;
    this.options = typed && !this.facts.still && !this.wish.there ? [...this.codes, NEW] : this.codes;
    this.list.replaceChildren(...this.options.map((each) => (each === NEW ? this.newOption() : this.option(each, typed))));
    const none = this.facts.still ? `${say.noCode} ${say.standsStill}` : say.noCode;
    this.say(this.codes.length ? say.results(this.codes.length) : none, this.codes.length > 0);
    this.point(0);
  }

  say(text, isHeardOnly = false) {
    this.found.textContent = text;
    this.found.classList.toggle("visually-hidden", isHeardOnly);
  }

  /** What would be made of what was typed. */
  get wish() {
    return newCode(this.typed, this.known.list, this.under);
  }

  option(code, typed) {
    const option = row(`pick-${code.pk}`, `code-${code.pk}`);
    for (const [text, isTyped] of marked(code.name, typed)) {
      option.children[1].append(isTyped ? Object.assign(document.createElement("u"), { textContent: text }) : text);
    }
    const count = this.codings.counts.get(code.pk) ?? 0;
    option.children[2].textContent = [code.path, count && say.here(count)].filter(Boolean).join(" · ");
    const digit = this.slots.codes.indexOf(code.pk) + 1;
    const className = this.slots.pinned.has(code.pk) ? "pinned" : "";
    if (digit) option.append(Object.assign(document.createElement("kbd"), { textContent: digit, ariaHidden: "true", className }));
    return option;
  }

  newOption() {
    const option = row("pick-new", "picker-new");
    option.children[2].textContent = "Ctrl+Enter";
    return option;
  }

  point(at) {
    this.at = at;
    [...this.list.children].forEach((option, index) => (option.ariaSelected = String(index === at)));
    const option = this.list.children[at];
    option?.scrollIntoView({ block: "nearest" });
    if (option) this.field.setAttribute("aria-activedescendant", option.id);
    else this.field.removeAttribute("aria-activedescendant");
    this.tell(this.options[at]);
  }

  /** Shows the rules of what is pointed at, and where a new code would come. */
  tell(pointed) {
    if (pointed && pointed !== NEW) this.under = pointed;
    const making = this.list.querySelector(".picker-new .picker-name");
    if (making) making.textContent = newNamed(this.wish);
    const [definition, apply] = pointed?.rules ?? [];
    this.rules.textContent = definition || apply || "";
    this.rules.hidden = !this.rules.textContent;
  }

  press(event) {
    const last = this.options.length - 1;
    const tab = this.at + (event.shiftKey ? -1 : 1);
    const to = { ArrowDown: this.at + 1, ArrowUp: this.at - 1, Tab: tab, PageDown: this.at + 6, PageUp: this.at - 6 }[event.key];
    if (to !== undefined) event.preventDefault();
    if (to !== undefined && last >= 0) {
      this.point(event.key.startsWith("Page") ? Math.min(Math.max(to, 0), last) : (to + last + 1) % (last + 1));
    }
    if (event.altKey && digitOf(event)) this.pin(Number(digitOf(event)), event);
    if (event.key === "Enter") this.enter(event);
  }

  enter(event) {
    const isMaking = (event.ctrlKey || event.metaKey) && this.typed;
    if (isMaking && this.facts.still) this.enterStill(event);
    else if (isMaking && this.wish.there) this.say(say.isThere(this.wish.there.name));
    else if (isMaking) this.pick(NEW, event);
    else if (this.options[this.at]) this.pick(this.options[this.at], event);
  }

  /** What is asked to be made is applied where it is there already. */
  enterStill(event) {
    const { there } = this.wish;
    if (there && there.pk !== this.coding?.code) this.pick(there, event);
    else this.say(say.standsStill);
  }

  /** The digits beside the codes change, and what is pointed at stays. */
  pin(digit, event) {
    const code = this.options[this.at];
    event.preventDefault();
    if (!code || code === NEW) return;
    this.ask("pin", { digit, code: code.pk });
    const { at } = this;
    this.show();
    this.point(at);
  }

  click(event) {
    const at = [...this.list.children].indexOf(event.target.closest("[role=option]"));
    if (at >= 0) this.pick(this.options[at], event);
  }

  pick(option, event) {
    event.preventDefault();
    const { wish, act, coding } = this;
    const keep = event.shiftKey;
    this.hidePopover();
    if (option === NEW) this.ask("make", { ...wish, keep, act, coding });
    else this.ask("pick", { code: option.pk, keep, act, coding });
  }

  ask(what, detail) {
    this.dispatchEvent(new CustomEvent(what, { detail }));
  }
}

function newNamed({ name, parent, theme }) {
  if (theme) return say.newUnderNew(name, theme);
  return parent ? say.newUnder(name, parent.name) : say.newTheme(name);
}

function row(id, className) {
  const option = Object.assign(document.createElement("li"), { id, role: "option", className });
  const parts = ["swatch", "picker-name", "picker-path"];
  option.append(...parts.map((name) => Object.assign(document.createElement("span"), { className: name })));
  return option;
}

customElements.define("code-picker", CodePicker);
