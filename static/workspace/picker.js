import { marked, ranked } from "./ranking.js";
import { say } from "./sentences.js";

const MOST = 60;

/**
 * Finds a code by typing: arrows move, Enter applies (`pick`, its detail `{code, keep}`), Escape closes. Stands under the
 * marked words, or at the foot of a narrow window.
 */
class CodePicker extends HTMLElement {
  begin(facts, codings) {
    this.codes = facts.codes;
    this.codings = codings;
    this.used = [];
    this.field = this.querySelector("input");
    this.list = this.querySelector("[role=listbox]");
    this.rules = this.querySelector(".picker-rules");
    this.found = this.querySelector("[role=status]");
    this.field.addEventListener("input", () => this.show());
    this.field.addEventListener("keydown", (event) => this.press(event));
    this.list.addEventListener("pointerdown", (event) => event.preventDefault());
    this.list.addEventListener("click", (event) => this.click(event));
    this.addEventListener("toggle", (event) => event.newState === "closed" && this.close());
  }

  /** Opens under the boxes; the focus goes back to `home` when it closes. */
  open(boxes, home) {
    this.home = home;
    this.field.value = "";
    this.showPopover();
    this.show();
    this.stand(boxes);
    this.field.focus();
  }

  close() {
    if (this.contains(document.activeElement) || document.activeElement === document.body) {
      this.home?.focus({ preventScroll: true });
    }
  }

  stand(boxes) {
    const { innerWidth, innerHeight } = window;
    const { width, height } = this.getBoundingClientRect();
    const first = boxes.at(0);
    const last = boxes.at(-1);
    if (!last) return;
    const below = last.bottom + 8;
    const top = below + height < innerHeight - 8 ? below : Math.max(8, first.top - height - 8);
    const left = Math.min(Math.max(8, last.left), innerWidth - width - 8);
    this.style.setProperty("--top", `${Math.min(top, innerHeight - height - 8)}px`);
    this.style.setProperty("--left", `${left}px`);
  }

  get recent() {
    return [...new Set([...this.used, ...this.codings.recent()])];
  }

  show() {
    const typed = this.field.value;
    this.options = ranked(this.codes, typed, this.recent).slice(0, MOST);
    this.list.replaceChildren(...this.options.map((code) => this.option(code, typed)));
    this.found.textContent = this.options.length ? say.results(this.options.length) : say.noCode;
    this.found.classList.toggle("visually-hidden", this.options.length > 0);
    this.point(0);
  }

  option(code, typed) {
    const option = document.createElement("li");
    option.id = `pick-${code.pk}`;
    option.role = "option";
    option.className = `code-${code.pk}`;
    option.append(span("swatch"), span("picker-name"), span("picker-path"));
    for (const [text, isTyped] of marked(code.name, typed)) {
      option.children[1].append(isTyped ? Object.assign(document.createElement("u"), { textContent: text }) : text);
    }
    const count = this.codings.counts.get(code.pk) ?? 0;
    option.children[2].textContent = [code.path, count && say.here(count)].filter(Boolean).join(" · ");
    return option;
  }

  point(at) {
    this.at = at;
    [...this.list.children].forEach((option, index) => (option.ariaSelected = String(index === at)));
    const option = this.list.children[at];
    option?.scrollIntoView({ block: "nearest" });
    if (option) this.field.setAttribute("aria-activedescendant", option.id);
    else this.field.removeAttribute("aria-activedescendant");
    const [definition, apply] = this.options[at]?.rules ?? [];
    this.rules.textContent = definition || apply || "";
    this.rules.hidden = !this.rules.textContent;
  }

  press(event) {
    const last = this.options.length - 1;
    const to = { ArrowDown: this.at + 1, ArrowUp: this.at - 1, PageDown: this.at + 6, PageUp: this.at - 6 }[event.key];
    if (to !== undefined && last >= 0) {
      event.preventDefault();
      this.point(event.key.startsWith("Arrow") ? (to + last + 1) % (last + 1) : Math.min(Math.max(to, 0), last));
    }
    if (event.key === "Enter" && this.options[this.at]) this.pick(this.options[this.at], event);
  }

  click(event) {
    const at = [...this.list.children].indexOf(event.target.closest("[role=option]"));
    if (at >= 0) this.pick(this.options[at], event);
  }

  pick(code, event) {
    event.preventDefault();
    this.used = [code.pk, ...this.used.filter((pk) => pk !== code.pk)];
    this.hidePopover();
    this.dispatchEvent(new CustomEvent("pick", { detail: { code: code.pk, keep: event.shiftKey } }));
  }
}

function span(className) {
  return Object.assign(document.createElement("span"), { className });
}

customElements.define("code-picker", CodePicker);
