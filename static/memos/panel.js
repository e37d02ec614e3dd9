import { Moments } from "../js/moments.js";
import { Draft } from "./draft.js";
import { Editor, element } from "./editor.js";
import { Item } from "./item.js";
import { keyOf, Memos } from "./memos.js";
import { newGuid, Requests } from "./requests.js";
import { say } from "./sentences.js";

/**
 * The memos on one thing, written, answered and settled in place. On a page it begins with the JSON inside it, which
 * may be the discussion of one memo alone; in the workspace `begin` and `show` are called.
 */
class MemoPanel extends HTMLElement {
  connectedCallback() {
    const script = this.querySelector("script[type='application/json']");
    if (this.facts || !script) return;
    const known = JSON.parse(script.textContent);
    const shared = document.getElementById(this.dataset.facts ?? "");
    const facts = shared ? { ...JSON.parse(shared.textContent), memos: known } : known;
    if (shared) this.root = known[0].guid;
    this.begin(facts, new Memos(facts.memos), new Requests(facts.api));
    this.show(facts.on ?? known[0].on);
  }

  disconnectedCallback() {
    for (const editor of this.editors?.values() ?? []) editor.draft.save();
  }

  begin(facts, memos, requests) {
    Object.assign(this, { facts, memos, requests, items: new Map(), editors: new Map() });
    this.moments = new Moments(facts.zone);
    this.said = element("p", "status failed", { hidden: true, role: "alert" });
    this.spoken = element("p", "visually-hidden", { role: "status" });
    this.none = element("p", "soft", { textContent: say.none });
    this.list = element("ol", "memo-list");
    this.writing = element("div");
    this.button = element("button", "small memo-write", { type: "button", textContent: say.write, hidden: !facts.may });
    this.unsent = element("p", "status failed", { hidden: true, role: "status" });
    this.button.addEventListener("click", () => this.write());
    this.replaceChildren(this.said, this.spoken, this.none, this.list, this.writing, this.button, this.unsent);
    memos.addEventListener("changed", () => this.draw());
  }

  when(second) {
    return this.moments.said(second);
  }

  get isWriting() {
    return [...this.editors.values()].some(({ subject }) => subject === this.key);
  }

  /** Whose memos are shown: those on the thing, and on others that go with it. What was being written is saved. */
  show(on, ...others) {
    const key = keyOf(on);
    Object.assign(this, { on, keys: [key, ...others.map(keyOf)] });
    if (key !== this.key) {
      this.key = key;
      this.said.hidden = true;
      for (const editor of this.editors.values()) if (editor.subject !== key) this.saveAndDrop(editor);
    }
    this.draw();
  }

  async saveAndDrop(editor) {
    await editor.draft.save();
    if (editor.subject !== this.key) this.dropSaved(editor);
  }

  /** Closes an editor of something that is no longer shown, as soon as its words are saved. */
  dropSaved(editor) {
    if (!editor.draft.isUnsaved) this.drop(editor);
  }

  draw() {
    const roots = this.root ? [this.memos.all.get(this.root)].filter(Boolean) : this.memos.on(...this.keys);
    for (const { key, draft } of this.editors.values()) {
      const memo = key.startsWith("edit ") && this.memos.all.get(key.slice(5));
      if (memo) draft.adopt(memo);
    }
    this.arrange(this.list, this.items, roots);
    hide(this.none, roots.length > 0);
    const written = this.editors.get(`new ${this.key}`);
    if (!written) this.writing.replaceChildren();
    else if (this.writing.firstChild !== written.element) this.writing.replaceChildren(written.element);
    hide(this.button, !this.facts.may || Boolean(written) || Boolean(this.root));
    const elsewhere = [...this.editors.values()].filter(({ subject, draft }) => subject !== this.key && draft.isUnsaved).length;
    hide(this.unsent, !elsewhere);
    const words = elsewhere ? say.unsent(elsewhere) : "";
    if (this.unsent.textContent !== words) this.unsent.textContent = words;
  }

  /** Puts the items of memos into a list, touching only what differs; what is being written anew stands in its editor. */
  arrange(list, items, memos) {
    const fresh = new Set([...this.editors.values()].map(({ guid }) => guid));
    const shown = memos.filter(({ guid }) => !fresh.has(guid));
    for (const [guid, item] of items) {
      if (!shown.some((memo) => memo.guid === guid)) item.element.remove(), items.delete(guid);
    }
    shown.forEach((memo, place) => {
      const item = items.get(memo.guid) ?? new Item(this);
      items.set(memo.guid, item);
      const edit = this.editors.get(`edit ${memo.guid}`);
      item.show(memo, this.memos.replies(memo.guid), { edit, answer: this.editors.get(`reply ${memo.guid}`) });
      if (list.children[place] !== item.element) list.insertBefore(item.element, list.children[place] ?? null);
    });
  }

  write() {
    const { on } = this;
    this.compose(`new ${this.key}`, say.memo, (guid, text) => this.requests.write(guid, on, text));
  }

  answer(memo) {
    this.compose(`reply ${memo.guid}`, say.reply, (guid, text) => this.requests.reply(guid, memo.guid, text));
  }

  edit(memo) {
    this.open(`edit ${memo.guid}`, say.memo, { text: memo.body, version: memo.version, send: this.changing(memo.guid) });
  }

  /** New words: the first request makes the memo, those after it change it. */
  compose(key, label, make) {
    const guid = newGuid();
    this.open(key, label, { send: this.making(guid, make) }, guid);
  }

  making(guid, make) {
    const change = this.changing(guid);
    return async (text, version, goesOn) => (version === null ? this.keep(await make(guid, text)) : change(text, version, goesOn));
  }

  changing(guid) {
    return async (text, version, goesOn) => this.keep(await this.requests.change(guid, text, version, goesOn));
  }

  keep(row) {
    this.memos.put(row);
    return row;
  }

  open(key, label, words, guid = null) {
    if (!this.editors.has(key)) {
      const close = (editor) => this.drop(editor, true);
      const anew = (editor) => this.writeAnew(editor);
      const editor = new Editor({ label, draft: new Draft(words), subject: this.key, close, anew });
      Object.assign(editor, { key, guid, before: document.activeElement });
      this.editors.set(key, editor);
      editor.draft.addEventListener("state", () => editor.subject !== this.key && this.dropSaved(editor));
    }
    this.draw();
    this.editors.get(key).focus();
  }

  /** The memo is gone, but its words are not: they become a memo of their own. */
  writeAnew(editor) {
    const { on } = this;
    this.editors.delete(editor.key);
    Object.assign(editor, { key: `new ${this.key}`, guid: newGuid() });
    this.editors.set(editor.key, editor);
    editor.draft.anew(this.making(editor.guid, (guid, text) => this.requests.write(guid, on, text)));
    this.draw();
  }

  /** Closes an editor; the focus goes to the memo it was for, or to where it came from. */
  drop(editor, isDone = false) {
    // Taking the field away blurs it, which saves, which asks to close it: once is enough.
    if (this.editors.get(editor.key) !== editor) return;
    this.editors.delete(editor.key);
    editor.leave();
    this.draw();
    if (!isDone) return;
    const about = editor.key.startsWith("new ") ? null : this.querySelector(`#memo-${editor.key.split(" ")[1]} button`);
    const back = editor.before?.isConnected && editor.before.getClientRects().length ? editor.before : this.button;
    (about ?? back).focus({ preventScroll: true });
  }

  async remove(memo) {
    await this.act(() => this.requests.remove(memo).then(() => this.memos.drop(memo.guid)));
    if (this.memos.all.has(memo.guid)) return;
    this.spoken.textContent = say.removed;
    (this.querySelector(`#memo-${memo.reply_to} button`) ?? this.button).focus();
  }

  async act(work) {
    this.said.hidden = true;
    try {
      await work();
    } catch (problem) {
      this.said.textContent = problem.message || say.states[problem.kind] || say.odd;
      this.said.hidden = false;
    }
  }
}

/** Writes only what differs: news come every two seconds, and a page that is written to is laid out again. */
function hide(part, isHidden) {
  if (part.hidden !== isHidden) part.hidden = isHidden;
}

customElements.define("memo-panel", MemoPanel);
