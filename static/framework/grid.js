import { Beside } from "./beside.js";
import { CellRequests } from "./requests.js";
import { Rows } from "./rows.js";
import { say } from "./sentences.js";
import { CellWriter } from "./writing.js";

const ASK = 4000;

/** The framework matrix as a spreadsheet: keys move, Enter writes in place, and what others write comes in. */
class FrameworkGrid extends HTMLElement {
  connectedCallback() {
    if (this.rows) return;
    this.table = this.querySelector("table");
    this.rows = new Rows(this.table);
    this.requests = new CellRequests(this.dataset.api);
    this.writers = new Map();
    this.last = Number(this.dataset.last);
    this.may = "may" in this.dataset;
    this.aside = this.querySelector(".framework-beside");
    this.said = document.createElement("p");
    Object.assign(this.said, { className: "status failed", role: "status", hidden: true });
    this.prepend(this.said);
    const act = (name) => (...given) => this.writer?.[name](...given);
    this.beside = new Beside(this.aside, { link: act("link"), put: act("put"), quote: (...given) => this.quote(...given) });
    this.prepare();
    if (this.may) document.querySelector("[data-grid-keys]")?.removeAttribute("hidden");
    this.timer = setInterval(() => document.hidden || this.ask(), ASK);
    this.dataset.ready = "";
  }

  disconnectedCallback() {
    clearInterval(this.timer);
  }

  prepare() {
    this.table.setAttribute("role", "grid");
    this.table.addEventListener("keydown", (event) => this.press(event));
    this.table.addEventListener("focusin", ({ target }) => this.mark(target.closest("[data-cell]")));
    this.table.addEventListener("dblclick", ({ target }) => this.may && this.open(target.closest("[data-cell]")));
    this.table.addEventListener("mousedown", ({ target }) => !target.closest("a, textarea, select, button") && target.closest("[data-cell]")?.focus());
  }

  mark(cell) {
    if (cell && this.current && cell !== this.current) {
      const left = this.writers.get(this.current);
      this.shut(this.current);
      this.leave(left, false);
    }
    this.rows.mark(cell);
  }

  press(event) {
    const cell = event.target.closest("[data-cell]");
    if (!cell) return;
    if (event.target !== cell) return this.pressWithin(event, cell);
    const to = this.rows.moved(cell, event);
    if (to) this.go(event, to);
    if (event.key === "Enter" || event.key === "F2") {
      event.preventDefault();
      if (this.may) this.open(cell);
      else cell.querySelector(".cell-open").click();
    }
  }

  pressWithin(event, cell) {
    const number = event.altKey && /^Digit([1-9])$/.exec(event.code);
    if (number && this.beside.linkNumber(Number(number[1]))) event.preventDefault();
    if (event.key === "Escape" && event.target.tagName !== "TEXTAREA") return this.leave(this.writers.get(cell), true);
    if (event.key !== "Tab" || event.target.tagName !== "TEXTAREA") return;
    const to = this.rows.beside(cell, event.shiftKey ? -1 : 1);
    if (!to) return;
    event.preventDefault();
    this.open(to);
    this.leave(this.writers.get(cell), false);
  }

  go(event, cell) {
    event.preventDefault();
    cell.focus();
    cell.scrollIntoView({ block: "nearest", inline: "nearest" });
  }

  /** Writes in the cell; what is typed before the server answered follows the words that stand. */
  async open(cell) {
    if (!cell) return;
    this.current = cell;
    const known = this.writers.get(cell);
    if (known) return this.begin(cell, known);
    const [name, early] = [this.nameOf(cell), document.createElement("textarea")];
    early.ariaLabel = say.label(name);
    const before = [...cell.childNodes];
    cell.replaceChildren(early);
    cell.classList.add("writing");
    early.focus();
    try {
      const key = cell.dataset.cell;
      const facts = await this.requests.read(key);
      const writer = new CellWriter({ key, name, facts, requests: this.requests, close: (done) => this.leave(done, true) });
      Object.assign(writer, { cell, before, html: facts.beside });
      this.writers.set(cell, writer);
      // What could not be saved when it was left closes as soon as it is.
      writer.draft.addEventListener("state", () => writer.draft.state === "saved" && this.current !== cell && this.leave(writer, false));
      cell.replaceChildren(writer.element);
      if (early.value) writer.put(facts.body + early.value);
      if (this.current === cell) this.begin(cell, writer);
      else this.leave(writer, false);
    } catch (problem) {
      cell.classList.remove("writing");
      cell.replaceChildren(...before);
      this.tell(problem.message || say.states[problem.kind] || say.odd);
    }
  }

  begin(cell, writer) {
    this.writer = writer;
    this.beside.show(writer.html);
    this.aside.hidden = false;
    this.classList.add("is-writing");
    writer.editor.focus();
    cell.scrollIntoView({ block: "nearest", inline: "nearest" });
  }

  nameOf(cell) {
    return cell.dataset.name ?? cell.querySelector(".visually-hidden")?.textContent.replace(/^, /, "") ?? "";
  }

  /** Closes the cell once all is saved; what can't be saved stays open, and its words with it. */
  async leave(writer, isDone) {
    if (!writer) return;
    const { cell, draft } = writer;
    if (isDone) this.shut(cell);
    const isSaved = draft.isUnsaved ? await draft.save() : draft.state === "saved";
    if (!isSaved) return this.tell(say.stays(writer.name));
    if (this.current === cell || this.writers.get(cell) !== writer) return;
    const { facts } = writer;
    this.writers.delete(cell);
    const hadFocus = cell.contains(document.activeElement);
    writer.editor.leave();
    this.draw(cell, facts);
    if (hadFocus || isDone) cell.focus({ preventScroll: true });
    if (![...this.writers.values()].some((other) => other.draft.isUnsaved)) this.tell("");
  }

  shut(cell) {
    if (this.current !== cell) return;
    this.current = this.writer = null;
    this.aside.hidden = true;
    this.classList.remove("is-writing");
  }

  /** A participant may stand in several groups, and so a cell in several places. */
  show(facts) {
    for (const cell of this.table.querySelectorAll(`[data-cell="${facts.key}"]`)) {
      const writer = this.writers.get(cell);
      if (writer) writer.draft.adopt(facts), (writer.facts = { ...writer.facts, ...facts });
      else this.draw(cell, facts);
    }
  }

  draw(cell, facts) {
    const hadFocus = document.activeElement === cell;
    cell.className = `${facts.look}${cell.classList.contains("whole") ? " whole" : ""}`;
    // The server made this HTML, of texts that it escaped.
    if (facts.html !== undefined) cell.innerHTML = facts.html;
    this.rows.settle(cell);
    if (hadFocus) cell.focus({ preventScroll: true });
  }

  async quote(passage, quoted) {
    const { writer } = this;
    if (!writer) return;
    try {
      const facts = await this.requests.quote(writer.key, passage, quoted);
      writer.html = facts.beside;
      writer.facts = { ...writer.facts, html: facts.html, look: facts.look };
      // A quote may be what makes the cell, whose version its words go on from.
      if (writer.draft.version === null) writer.draft.version = facts.version;
      if (this.writer === writer) this.beside.show(facts.beside);
    } catch (problem) {
      this.tell(problem.message || say.odd);
    }
  }

  async ask() {
    try {
      const news = await this.requests.news(this.last);
      this.last = news.last;
      if (news.whole) this.tell(say.reload);
      for (const facts of news.cells) this.show(facts);
    } catch {
      // The next question comes soon.
    }
  }

  tell(words) {
    Object.assign(this.said, { textContent: words, hidden: !words });
  }
}

customElements.define("framework-grid", FrameworkGrid);
