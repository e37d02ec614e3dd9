import { newGuid } from "./server.js";
import { say } from "./sentences.js";

/** What the person does: each change shows at once, is sent, and is taken back if the server refuses it. */
export class Coder {
  constructor(parts) {
    Object.assign(this, parts);
    this.names = new Map([...this.facts.codes, ...this.facts.retired].map((code) => [code.pk, code.name]));
  }

  openPicker() {
    if (!this.facts.may) return this.status.hint(say.mayNot);
    this.marking.follow();
    if (!this.marking.span) return this.status.hint(say.selectFirst);
    const turn = this.transcript.turnAt(this.marking.span.start);
    return this.picker.open(this.marking.boxes(), turn.words);
  }

  /** Applies the code to the marked words, which stay marked if `keep`. */
  async apply(code, keep) {
    const span = this.marking.span;
    if (!this.facts.may) return this.status.hint(say.mayNot);
    if (!span) return this.status.hint(say.selectFirst);
    if (this.codings.same(code, span.start, span.end)) return this.status.hint(say.twice(this.names.get(code)));
    const made = Math.floor(Date.now() / 1000);
    const coding = { guid: newGuid(), code, coder: this.facts.me, ...span, values: [], made, pending: true };
    this.codings.add(coding);
    this.choose(coding);
    if (!keep) this.marking.clear();
    try {
      const saved = await this.status.follow(this.server.apply(coding), say.saved(this.names.get(code)));
      this.codings.change(coding, { made: saved.made, pending: false });
      this.codings.tell("saved", coding);
    } catch {
      this.codings.remove(coding);
      if (!this.marking.span) this.marking.select(span);
    }
    return undefined;
  }

  async remove(coding) {
    if (!coding) return this.status.hint(say.chooseFirst);
    if (!this.codings.isOwn(coding)) return this.status.hint(say.notOwn);
    if (coding.pending) return undefined;
    const next = this.focusAfter(coding);
    this.codings.remove(coding);
    next?.focus({ preventScroll: true });
    try {
      await this.status.follow(this.server.remove(coding), say.removed(this.names.get(coding.code)));
    } catch {
      this.codings.add(coding);
    }
    return undefined;
  }

  /** Where the focus goes when the stripe that has it disappears: the next one of the turn, or its words. */
  focusAfter(coding) {
    const button = this.stripes.buttons(coding).find((each) => each === document.activeElement);
    const isInspecting = document.activeElement?.closest("coding-inspector");
    if (!button && !isInspecting) return null;
    const next = button?.nextElementSibling ?? button?.previousElementSibling;
    return next ?? this.transcript.turnAt(coding.start).words;
  }

  async qualify(coding, values) {
    const before = coding.values;
    this.codings.change(coding, { values });
    try {
      await this.status.follow(this.server.qualify(coding, values), say.saved(this.names.get(coding.code)));
    } catch {
      this.codings.change(coding, { values: before });
      if (this.codings.chosen === coding) this.codings.choose(coding);
    }
  }

  choose(coding) {
    this.codings.choose(coding ?? null);
  }

  /** From what is shown of the chosen coding back to its stripe. */
  focusChosen() {
    const { chosen } = this.codings;
    if (!chosen) return false;
    const button = this.stripes.buttons(chosen).find((each) => each.tabIndex === 0);
    (button ?? this.transcript.turnAt(chosen.start).words).focus();
    return true;
  }

  /** The shortest coding at a place of the text: the one that lies on top. */
  chooseAt(selection) {
    const place = this.transcript.place(selection.focusNode, selection.focusOffset);
    if (place === null) return;
    const here = this.codings.touching(place, place + 1);
    here.sort((a, b) => a.end - a.start - (b.end - b.start));
    if (here.length || this.codings.chosen) this.choose(here[0]);
  }

  reveal(coding) {
    this.choose(coding);
    this.show(coding);
  }

  /** Scrolls to a span, and once more when the turns on the way have got their real heights. */
  show(span) {
    const { element } = this.transcript.turnAt(span.start);
    element.scrollIntoView({ block: "center" });
    requestAnimationFrame(() => {
      const box = this.transcript.range(span.start, Math.max(span.end, span.start + 1)).getBoundingClientRect();
      const pane = this.transcript.root.getBoundingClientRect();
      if (box.top < pane.top || box.bottom > pane.bottom) element.scrollIntoView({ block: "start" });
    });
  }
}
