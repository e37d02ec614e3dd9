import { element } from "./editor.js";
import { say } from "./sentences.js";

/** One memo in a list: what it says, what can be done with it, its replies, and where it is changed and answered. */
export class Item {
  constructor(panel) {
    this.panel = panel;
    this.view = element("div", "memo-view");
    this.editing = element("div");
    this.list = element("ol", "memo-replies");
    this.answering = element("div");
    this.items = new Map();
    this.element = element("li", "memo");
    this.element.append(this.view, this.editing, this.list, this.answering);
    this.view.addEventListener("click", (event) => this.click(event.target.closest("button")));
  }

  show(memo, replies, { edit, answer }) {
    this.memo = memo;
    this.element.id = `memo-${memo.guid}`;
    this.element.classList.toggle("resolved", memo.resolved);
    const looks = JSON.stringify([memo, replies.length, this.panel.key]);
    if (looks !== this.looks) this.draw(replies.length);
    this.looks = looks;
    this.view.hidden = Boolean(edit);
    fill(this.editing, edit);
    fill(this.answering, answer);
    this.panel.arrange(this.list, this.items, replies);
    this.list.hidden = !replies.length;
  }

  /** The focus stays on what had it, or on its successor. */
  draw(replies) {
    const { memo } = this;
    const focused = this.view.contains(document.activeElement) ? document.activeElement.name : null;
    // The server made this HTML of the memo's Markdown, and lets through nothing that could do harm.
    const body = element("div", "memo-body", { innerHTML: memo.html, dir: "auto" });
    this.view.replaceChildren(body, this.about(), this.actions(replies));
    if (focused !== null) (this.view.querySelector(`[name="${focused}"]`) ?? this.view.querySelector("button"))?.focus();
  }

  about() {
    const { memo, panel } = this;
    const line = element("p", "memo-by", { textContent: say.by(memo.by, panel.when(memo.made)) });
    const where = (memo.on.participant && panel.on.transcript && say.onParticipant) || (memo.on.code && panel.on.coding && say.onCode);
    if (where) line.prepend(element("span", "tag", { textContent: where }), " ");
    if (memo.changed > memo.made) line.append(` · ${say.changed(panel.when(memo.changed))}`);
    if (memo.resolved) line.append(" · ", element("span", "state good", { textContent: say.resolved(memo.resolved_by) }));
    return line;
  }

  actions(replies) {
    const { memo, panel } = this;
    const row = element("div", "actions");
    if (!panel.facts.may) return row;
    const isOwn = memo.author === panel.facts.me;
    const offered = [
      ["reply", say.reply, !memo.reply_to],
      ["edit", say.edit, isOwn],
      ["resolve", memo.resolved ? say.reopen : say.resolve, !memo.reply_to],
      ["ask", say.remove, isOwn || panel.facts.mayDelete],
    ];
    for (const [name, text, may] of offered) if (may) row.append(button(name, text));
    this.sure = [element("span", "", { textContent: say.sure(replies) }), button("remove", say.yes, "danger"), button("keep", say.no)];
    return row;
  }

  click(pressed) {
    if (!pressed) return;
    const { memo, panel } = this;
    panel.spoken.textContent = "";
    if (pressed.name === "reply") panel.answer(memo);
    if (pressed.name === "edit") panel.edit(memo);
    if (pressed.name === "resolve") panel.act(() => panel.requests.resolve(memo).then((row) => this.settle(row)));
    if (pressed.name === "remove") panel.remove(memo);
    if (pressed.name === "ask") this.ask(pressed.closest(".actions"));
    if (pressed.name === "keep") this.keep();
  }

  settle(row) {
    this.panel.memos.put(row);
    this.panel.spoken.textContent = row.resolved ? say.resolved(row.resolved_by) : say.reopened;
  }

  ask(row) {
    row.replaceChildren(...this.sure);
    this.sure[2].focus();
  }

  keep() {
    this.draw(this.items.size);
    this.view.querySelector("[name=ask]").focus();
  }
}

function fill(slot, editor) {
  if (editor && slot.firstChild !== editor.element) slot.replaceChildren(editor.element);
  else if (!editor) slot.replaceChildren();
}

function button(name, textContent, look = "link") {
  return element("button", look === "link" ? "link" : `small ${look}`, { type: "button", name, textContent });
}
