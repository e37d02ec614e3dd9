import { newGuid } from "./server.js";
import { say } from "./sentences.js";

const SOON = 200;
const NEAR_MISS = "near miss";

/**
 * Under what the inspector shows: the typical and near-miss excerpts of the code, and the way to pin the marked words,
 * or those of the chosen coding. What was read is kept until the codebook changes.
 */
class CodeExemplars extends HTMLElement {
  begin({ facts, codes, server, status, marking, inspector, transcript }) {
    Object.assign(this, { facts, codes, server, status, marking, inspector, transcript, known: new Map() });
    this.list = document.createElement("div");
    this.opener = this.querySelector("button");
    this.dialog = document.querySelector("#pinning");
    this.pinning = this.dialog.querySelector("form");
    this.prepend(this.list);
    inspector.addEventListener("shown", ({ detail }) => this.show(detail));
    marking.addEventListener("changed", () => this.offer());
    this.opener.addEventListener("click", () => this.open());
    this.pinning.addEventListener("submit", (event) => event.submitter.value === "pin" && this.pin());
    this.list.addEventListener("click", (event) => this.unpin(event.target.closest("button")));
    document.addEventListener("verbatim:news", ({ detail }) => detail.codebook && this.forget());
    this.show({ code: null, coding: null });
  }

  show({ code, coding }) {
    Object.assign(this, { code, coding });
    const others = this.inspector.querySelector(".inspector-others")?.previousElementSibling;
    this.inspector.insertBefore(this, others ?? null);
    clearTimeout(this.reading);
    this.write(this.known.get(code) ?? []);
    this.offer();
    if (code !== null && !this.known.has(code)) this.reading = setTimeout(() => this.read(code), SOON);
  }

  /** One that is gone, as a new one that was undone, has none to ask for. */
  async read(code) {
    if (!this.codes.isInUse(code)) return;
    const answer = await fetch(`${this.facts.api}/codes/${code}/exemplars`).catch(() => null);
    if (!answer?.ok) return;
    this.known.set(code, await answer.json());
    if (code === this.code) this.write(this.known.get(code));
  }

  /** Of one code, or of all: they are read anew when they are next shown. */
  forget(code) {
    if (code) this.known.delete(code);
    else this.known.clear();
    if (this.code !== null && !this.known.has(this.code)) this.read(this.code);
  }

  write(exemplars) {
    const parts = exemplars.map((each) => this.part(each));
    if (parts.length) parts.unshift(element("h3", "", say.exemplars));
    this.list.replaceChildren(...parts);
  }

  part(each) {
    const figure = element("figure", "exemplar");
    const words = element("blockquote", each.words === null ? "soft" : "", each.words ?? say.notQuoted);
    words.dir = "auto";
    const about = element("figcaption", "soft");
    const cite = Object.assign(element("a", "cite", each.cite), { href: each.href });
    about.append(element("b", each.kind === NEAR_MISS ? "near-miss" : "", each.label), " ", cite);
    if (each.note) about.append(` · ${each.note}`);
    if (this.facts.may) about.append(" ", this.unpinner(each));
    figure.append(words, about);
    return figure;
  }

  unpinner(each) {
    const button = Object.assign(element("button", "link", say.unpin), { type: "button", name: "unpin", value: each.guid });
    button.setAttribute("aria-label", `${say.unpin}: ${each.cite}`);
    return button;
  }

  get span() {
    return this.marking.span ?? this.coding;
  }

  /** Pinning is offered where there are words to pin and a code to pin them to. Not in a round: what is pinned tells everybody what its coder looks at. */
  offer() {
    this.opener.hidden = !this.facts.may || this.facts.round !== null || !this.span || this.code === null;
  }

  open() {
    const { start, end } = this.span;
    const { code } = this.pinning.elements;
    this.wanted = { start, end };
    this.pinning.reset();
    this.dialog.querySelector("blockquote").textContent = this.transcript.words(start, end);
    code.replaceChildren(...this.codes.list.map(({ pk, path, name }) => new Option(path ? `${path} › ${name}` : name, pk)));
    if (this.code !== null) code.value = String(this.code);
    this.dialog.showModal();
  }

  async pin() {
    const { transcript, revision } = this.facts;
    const { code, kind, note } = this.pinning.elements;
    const wish = { guid: newGuid(), transcript, revision, ...this.wanted, kind: kind.value, note: note.value };
    if (await this.send("POST", `/codes/${code.value}/exemplars`, wish, say.pinned)) this.forget(Number(code.value));
  }

  async unpin(button) {
    if (!button) return;
    if (!(await this.send("DELETE", `/exemplars/${button.value}`, undefined, say.unpinned))) return;
    this.forget(this.code);
    this.inspector.focus();
  }

  /** Whether it was done; the status line says so, or why not. */
  send(method, path, wish, said) {
    return this.status.follow(this.server.send({ method, path, wish }), said).then(() => true, () => false);
  }
}

function element(name, className, text) {
  const made = document.createElement(name);
  if (className) made.className = className;
  if (text) made.textContent = text;
  return made;
}

customElements.define("code-exemplars", CodeExemplars);
