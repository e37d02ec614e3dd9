import { newGuid } from "./server.js";
import { say } from "./sentences.js";

/** What the person does: each change shows at once, is sent, and is taken back if the server refuses it. */
export class Coder {
  constructor(parts) {
    Object.assign(this, parts);
  }

  /** The words that a code would be applied to: those marked, else those of the chosen coding that the cursor is in. */
  get words() {
    const { chosen } = this.codings;
    if (this.marking.span) return this.marking.span;
    return chosen && this.marking.isIn(chosen) ? { start: chosen.start, end: chosen.end } : null;
  }

  /** The words to code now; without any says why not. */
  ready() {
    if (!this.facts.may) return void this.status.hint(say.mayNot);
    this.marking.follow();
    return this.words ?? void this.status.hint(say.selectFirst);
  }

  openPicker() {
    const words = this.ready();
    if (!words) return;
    const home = this.transcript.turnAt(words.start).words;
    this.picker.open({ boxes: this.marking.boxes(words), home, act: "apply" });
  }

  /** Applies the code to the words, which stay marked if `keep`. */
  async apply(code, keep = false, span = this.ready()) {
    if (!span || !this.facts.may) return undefined;
    if (this.codings.same(code, span.start, span.end)) return this.status.hint(say.twice(this.known.name(code)));
    const coding = this.begin(code, span, keep);
    const said = say.saved(this.known.name(code));
    coding.arrival = this.status.follow(this.server.apply(coding), said);
    try {
      const saved = await coding.arrival;
      this.codings.change(coding, { made: saved.made, pending: false });
      this.codings.tell("saved", coding);
    } catch {
      this.takeBack(coding, span);
    }
    return undefined;
  }

  /** The coding as it shows until the server has it. */
  begin(code, { start, end }, keep) {
    const made = Math.floor(Date.now() / 1000);
    const coding = { guid: newGuid(), code, coder: this.facts.me, start, end, values: [], made, pending: true };
    this.slots.use(code);
    this.codings.add(coding);
    this.choose(coding);
    if (!keep) this.marking.clear();
    return coding;
  }

  takeBack(coding, span) {
    this.codings.remove(coding);
    if (!this.marking.span) this.marking.select(span);
  }

  /** Makes a code of the name under another (`null`: as a theme), and applies it. */
  async make(name, parent, keep = false) {
    const span = this.ready();
    if (!span) return;
    const wish = { guid: newGuid(), name, parent: parent?.pk ?? null, ...span };
    const said = parent ? say.madeUnder(name, parent.name) : say.made(name);
    try {
      const { guid, made, code } = await this.status.follow(this.server.anew(wish), said);
      this.known.add(code, wish.parent);
      this.slots.use(code.pk);
      const coding = { guid, code: code.pk, coder: this.facts.me, ...span, values: [], made, pending: false };
      this.codings.add(coding);
      this.choose(coding);
      if (!keep) this.marking.clear();
      this.codings.tell("saved", coding);
      this.speak(said);
    } catch {
      if (!this.marking.span) this.marking.select(span);
    }
  }

  /** The words become the name of a code, under the theme that was used last. */
  inVivo() {
    const span = this.ready();
    if (!span) return undefined;
    const name = this.transcript.words(span.start, span.end).replace(/\s+/g, " ").trim();
    return this.make(name, this.known.theme(this.slots.last));
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
    await this.send(coding, () => this.server.remove(coding), say.removed, () => this.codings.add(coding));
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
    await this.send(coding, () => this.server.qualify(coding, values), say.saved, () => {
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
    await this.send(coding, () => this.server.recode(coding, code), say.recoded, () => this.reshape(coding, { code: before }));
  }

  async resize(coding, { start, end }) {
    const before = { start: coding.start, end: coding.end };
    if (start === before.start && end === before.end) return;
    this.reshape(coding, { start, end });
    await this.send(coding, () => this.server.resize(coding), say.resized, () => this.reshape(coding, before));
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

  /** Sends a change once the server has the coding itself; takes it back if it can't. */
  async send(coding, work, said, takeBack) {
    const arrived = await (coding.arrival ?? Promise.resolve()).then(() => true, () => false);
    if (!arrived) return;
    try {
      await this.status.follow(work(), said(this.known.name(coding.code)));
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
