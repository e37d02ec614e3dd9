import { shortened } from "./naming.js";
import { say } from "./sentences.js";

/** What is done to a coding that is there: remove, recode, resize, qualify. Each change shows at once and can be taken back. */
export class Changes {
  constructor(parts) {
    Object.assign(this, parts);
  }

  /** The chosen coding, or the only one of one's own at the cursor; if there is none says what is missing. */
  own(coding = this.codings.chosen ?? this.onlyHere()) {
    if (!coding) return void this.status.hint(say.chooseFirst);
    if (!this.facts.may || !this.codings.isOwn(coding)) return void this.status.hint(say.notOwn);
    return coding;
  }

  onlyHere() {
    const { span, cursor } = this.marking;
    const [start, end] = span ? [span.start, span.end] : [(cursor?.head ?? 0) - 1, (cursor?.head ?? -1) + 1];
    const here = this.codings.touching(start, end).filter((coding) => this.codings.isOwn(coding));
    return here.length === 1 ? here[0] : undefined;
  }

  async remove(wanted) {
    const coding = this.own(wanted);
    if (!coding) return;
    const next = this.focusAfter(coding);
    this.codings.remove(coding);
    next?.focus({ preventScroll: true });
    await this.send(coding, this.server.remove(coding), say.removed, () => this.codings.add(coding));
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
    await this.send(coding, this.server.qualify(coding, values), say.saved, () => {
      this.codings.change(coding, { values: before });
      if (this.codings.chosen === coding) this.codings.choose(coding);
    });
  }

  openRecode() {
    const coding = this.own();
    if (!coding) return;
    const home = this.transcript.turnAt(coding.start).words;
    const name = this.known.name(coding.code);
    this.picker.open({ boxes: this.marking.boxes(coding), home, act: "recode", coding, name });
  }

  async recode(coding, code) {
    const before = coding.code;
    if (code === before) return;
    if (this.codings.same(code, coding.start, coding.end)) return void this.status.hint(say.twice(this.known.name(code)));
    this.slots.use(code);
    this.reshape(coding, { code });
    await this.send(coding, this.server.recode(coding, code), say.recoded, () => this.reshape(coding, { code: before }));
  }

  /** Gives the coding a code that is made for it. */
  async recodeAnew(coding, { name, parent, theme }) {
    const above = parent?.pk ?? null;
    const there = theme ? null : this.known.called(name, above);
    if (there) return this.recode(coding, there.pk);
    try {
      const said = say.recoded(shortened(name));
      const code = await this.status.follow(this.server.recodeAnew(coding, { name, parent: above, theme }), said);
      this.known.addMade(code, above);
      this.slots.use(code.pk);
      if (this.codings.all.has(coding.guid)) this.reshape(this.codings.all.get(coding.guid), { code: code.pk });
    } catch {
      // The status says why; the coding has the code that it had.
    }
    return undefined;
  }

  async resize(coding, { start, end }) {
    const before = { start: coding.start, end: coding.end };
    if (start === before.start && end === before.end) return;
    this.reshape(coding, { start, end });
    await this.send(coding, this.server.resize(coding), say.resized, () => this.reshape(coding, before));
  }

  /** Takes the coding out and puts it back changed, so that all parts of the page show it anew. */
  reshape(coding, facts) {
    const hadFocus = this.stripes.buttons(coding).includes(document.activeElement);
    this.codings.remove(coding);
    Object.assign(coding, facts);
    this.codings.add(coding);
    this.choose(coding);
    if (hadFocus) this.focusChosen();
  }

  /** Follows the change on its way, and takes it back if it can't be. */
  async send(coding, work, said, takeBack) {
    try {
      await this.status.follow(work, said(this.known.name(coding.code)));
    } catch {
      takeBack();
    }
  }

  choose(coding) {
    this.codings.choose(coding ?? null);
    if (coding && !this.marking.span && !this.marking.isIn(coding)) {
      this.marking.rest({ anchor: coding.start, head: coding.end });
    }
  }

  /** From what is shown of the chosen coding back to its stripe. */
  focusChosen() {
    const { chosen } = this.codings;
    if (!chosen) return false;
    const button = this.stripes.buttons(chosen).find((each) => each.tabIndex === 0);
    (button ?? this.transcript.turnAt(chosen.start).words).focus();
    return true;
  }
}
