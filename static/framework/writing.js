import { Draft } from "../memos/draft.js";
import { Editor, element } from "../memos/editor.js";
import { say } from "./sentences.js";

/** Where a cell is written: its words in a memo's editor, and why there may be none. */
export class CellWriter {
  /** `facts` as the server tells of the cell; `close(writer)` when the person is done and all is saved. */
  constructor({ key, name, facts, requests, close }) {
    Object.assign(this, { key, name, facts, requests });
    const send = (text, version, goesOn) => this.send(text, version, goesOn);
    this.draft = new Draft({ text: facts.body, version: facts.version, send, keepsBlank: true });
    this.editor = new Editor({
      label: say.label(name),
      draft: this.draft,
      subject: key,
      close: () => close(this),
      anew: () => navigator.clipboard?.writeText(this.draft.text),
      words: say,
    });
    this.field = this.editor.field;
    this.element = this.editor.element;
    if (/^p\d+-t/.test(key)) this.addAnswer();
    this.draft.addEventListener("state", () => this.follow());
  }

  addAnswer() {
    this.answer = element("select");
    for (const value in say.answers) this.answer.append(new Option(say.answers[value], value));
    this.answer.value = this.facts.answer;
    this.answer.addEventListener("change", () => this.sendAnswer());
    const label = element("label", "cell-answer-choice", { textContent: say.answer });
    label.append(this.answer);
    this.field.after(label);
  }

  async send(body, version, goesOn) {
    const wish = { body, answer: this.answer?.value ?? "", version, goes_on: goesOn };
    this.facts = await this.requests.write(this.key, wish);
    // What was sent is kept: the server may leave out what no cell needs, which is no change by another.
    return { body, version: this.facts.version };
  }

  /** An answer without other words is sent by itself, after what is on its way. */
  async sendAnswer() {
    const { draft } = this;
    if (!(await draft.save())) return;
    draft.tell("sending");
    try {
      const { version } = await this.send(draft.text, draft.version, draft.version === draft.own);
      Object.assign(draft, { version, own: version });
      draft.tell("saved");
    } catch (problem) {
      draft.stop(problem);
      if (problem.kind !== "conflict") this.answer.value = this.facts.answer;
    }
  }

  /** After somebody else's words were taken, so is their answer. */
  follow() {
    const { stands } = this.draft.problem ?? {};
    if (stands) this.stands = stands;
    if (this.answer && this.stands && this.draft.version === this.stands.version && this.draft.text === this.stands.body) {
      this.answer.value = this.stands.answer;
      this.stands = null;
    }
  }

  /** Puts a link to a passage round the chosen words, or where the cursor is. */
  link(mark) {
    const { field } = this;
    const { selectionStart: from, selectionEnd: to, value } = field;
    const words = value.slice(from, to) || "…";
    field.setRangeText(`[${words}](${mark})`, from, to, "end");
    if (from === to) field.setSelectionRange(from + 1, from + 2);
    field.focus();
    this.draft.write(field.value);
  }

  put(text) {
    this.field.value = text;
    this.draft.write(text);
    this.field.focus();
  }
}
