import { Changes } from "./changes.js";
import { nameOf, shortened } from "./naming.js";
import { newGuid } from "./server.js";
import { say } from "./sentences.js";

/** What the person does: each change shows at once, is sent, and is taken back if the server refuses it. */
export class Coder extends Changes {
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
  async apply(code, keep = false, span = this.ready(), said = say.saved(this.known.name(code))) {
    if (!span || !this.facts.may) return undefined;
    if (this.codings.same(code, span.start, span.end)) return this.status.hint(say.twice(this.known.name(code)));
    const coding = this.begin(code, span, keep);
    try {
      const saved = await this.status.follow(this.server.apply(coding), said);
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
    this.selectAgain(span);
  }

  /** Marks the words again that got no code, unless the person has gone on. */
  selectAgain(span) {
    if (!this.marking.span && this.marking.isIn(span)) this.marking.select(span);
  }

  /** Makes a code of the name under another (`null`: as a theme), and applies it; one that is there already is used. */
  async make({ name, parent, theme }, keep = false) {
    const span = this.ready();
    if (!span) return;
    const there = theme ? null : this.known.called(name, parent?.pk ?? null);
    if (there) return void this.use(there, span, keep);
    const wish = { guid: newGuid(), parent: parent?.pk ?? null, ...span };
    const above = theme ?? parent?.name;
    const said = above ? say.madeUnder(shortened(name), above) : say.made(shortened(name));
    if (!keep) this.marking.clear();
    try {
      this.showMade(wish, await this.status.follow(this.server.applyAnew(wish, { name, parent: wish.parent, theme }), said));
      this.speak(said);
    } catch {
      this.selectAgain(span);
    }
  }

  /** The new code and its coding; who has gone on meanwhile is not called back to it. */
  showMade({ parent, start, end }, { guid, made, code }) {
    this.known.addMade(code, parent);
    this.slots.use(code.pk);
    const coding = { guid, code: code.pk, coder: this.facts.me, start, end, values: [], made, pending: false };
    this.codings.add(coding);
    if (this.marking.isIn(coding)) this.choose(coding);
    this.codings.tell("saved", coding);
  }

  /** The words become the name of a code, under the theme that was used last; a code of this name is used. */
  inVivo() {
    const span = this.ready();
    if (!span) return undefined;
    const name = nameOf(this.transcript.words(span.start, span.end));
    const there = this.known.called(name);
    if (there) return this.use(there, span);
    if (this.facts.still) return this.status.hint(say.standsStill);
    return this.make({ name, parent: this.known.theme(this.slots.last) });
  }

  use(code, span, keep = false) {
    return this.apply(code.pk, keep, span, code.path ? say.usedUnder(shortened(code.name), code.path) : say.used(shortened(code.name)));
  }
}
