import { say } from "./sentences.js";

/** The editors of the page whose words are not saved yet are sent before somebody leaves, who is asked to wait. */
const open = new Set();

window.addEventListener("beforeunload", (event) => {
  const unsaved = [...open].filter(({ draft }) => draft.isUnsaved);
  for (const { draft } of unsaved) draft.save();
  if (unsaved.length) event.preventDefault();
});
document.addEventListener("visibilitychange", () => document.hidden && saveAll());
window.addEventListener("online", saveAll);

function saveAll() {
  for (const { draft } of open) draft.save();
}

const LOOKS = { saved: "", waiting: "busy", sending: "busy" };

/** Where words are written: a field, whether they are saved, and in a conflict both versions. */
export class Editor {
  /** `close(editor)` is called when the writer is done and all is saved; `anew(editor)` to save as a new memo; `words` is what it says. */
  constructor({ label, draft, subject, close, anew, words = say }) {
    Object.assign(this, { draft, subject, close, anew, words });
    this.field = element("textarea", "", { rows: 3, ariaLabel: label, placeholder: words.placeholder, value: draft.text });
    this.field.dir = "auto";
    this.line = element("span", "status", { role: "status" });
    this.done = element("button", "small", { type: "button", textContent: words.done });
    this.choice = element("div", "memo-choice", { hidden: true, role: "alert" });
    const foot = element("div", "memo-foot");
    foot.append(this.line, this.done);
    this.element = element("div", "memo-editor");
    this.element.append(this.field, this.choice, foot);
    this.listen();
    open.add(this);
    this.tell();
  }

  listen() {
    this.field.addEventListener("input", () => this.draft.write(this.field.value));
    this.field.addEventListener("blur", () => this.draft.save());
    this.field.addEventListener("keydown", (event) => this.press(event));
    this.done.addEventListener("click", () => this.finish());
    this.draft.addEventListener("state", () => this.tell());
  }

  press(event) {
    const isDone = event.key === "Escape" || (event.key === "Enter" && (event.ctrlKey || event.metaKey));
    if (!isDone || event.isComposing) return;
    event.preventDefault();
    event.stopPropagation();
    this.finish();
  }

  focus() {
    this.field.focus();
    this.field.selectionStart = this.field.value.length;
    this.element.scrollIntoView({ block: "nearest" });
  }

  /** Closes when all is saved, or when nothing was written. */
  async finish() {
    const isSaved = this.draft.isUnsaved ? await this.draft.save() : true;
    if (isSaved) this.close(this);
  }

  /** Forgets it: its words are saved, or not wanted. */
  leave() {
    open.delete(this);
    this.element.remove();
  }

  tell() {
    const { state, problem, text } = this.draft;
    if (this.field.value !== text) this.field.value = text;
    this.line.className = `status ${LOOKS[state] ?? "failed"}`;
    const words = this.words.states[state] ?? problem?.message ?? "";
    // Saving as such is no news for who hears the page; that it failed is.
    this.line.ariaLive = LOOKS[state] === undefined ? "polite" : "off";
    if (this.line.textContent !== words) this.line.textContent = words;
    const isChoice = state === "conflict" || state === "gone";
    this.line.hidden = isChoice || (state === "saved" && this.draft.version === null);
    const isNew = isChoice && this.choice.hidden;
    if (isNew) this.choice.replaceChildren(...this.choices(state, problem));
    this.choice.hidden = !isChoice;
    this.done.hidden = isChoice;
    if (isNew) this.element.scrollIntoView({ block: "nearest" });
  }

  choices(state, problem) {
    const { words } = this;
    const row = element("div", "actions");
    const button = (textContent, act) => {
      const made = element("button", "small", { type: "button", textContent });
      made.addEventListener("click", () => (act(), this.field.focus()));
      row.append(made);
    };
    if (state === "gone") {
      button(words.anew, () => this.anew(this));
      return [element("p", "", { textContent: words.gone }), row];
    }
    button(words.mine, () => this.draft.keepMine());
    button(words.theirs, () => this.draft.takeTheirs());
    const other = element("pre", "memo-other", { textContent: problem.stands.body, dir: "auto", tabIndex: 0 });
    return [element("p", "", { textContent: words.conflict }), other, row];
  }
}

export function element(name, className = "", facts = {}) {
  const made = document.createElement(name);
  if (className) made.className = className;
  for (const fact in facts) {
    if (fact === "role") made.setAttribute(fact, facts[fact]);
    else made[fact] = facts[fact];
  }
  return made;
}
