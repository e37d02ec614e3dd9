import { say } from "./sentences.js";

/**
 * Which turns one has read: coded, or marked "read, nothing to code" by the button beside the turn or its key.
 * Tells of each change by the event `changed`.
 */
export class ReadTurns extends EventTarget {
  constructor({ facts, transcript, codings, server, status }) {
    super();
    Object.assign(this, { facts, transcript, codings, server, status });
    this.buttons = new Map();
    this.sending = 0;
    this.keep(facts.reading ?? { turns: [], marked: [], coded: [] });
    for (const turn of this.turns) this.addButton(turn);
    for (const change of ["added", "removed", "changed"]) codings.addEventListener(change, () => this.later());
    document.addEventListener("verbatim:news", ({ detail }) => detail?.reading && this.renew());
    this.tell();
  }

  /** What the server knows. Where one's own codings are not shown, it alone knows which turns they are in. */
  keep({ turns, marked, coded }) {
    const wanted = new Set(turns);
    const shown = this.facts.shown.split(",");
    const seesOwn = shown[0] === "all" || shown.includes(String(this.facts.me));
    this.turns = this.transcript.turns.filter((turn) => wanted.has(turn.number));
    this.marked = new Set(marked);
    this.codedUnseen = seesOwn ? [] : coded;
  }

  addButton(turn) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "turn-read";
    button.textContent = "✓";
    button.title = say.read(turn.number);
    button.setAttribute("aria-label", button.title);
    button.addEventListener("click", () => this.mark(turn, !this.marked.has(turn.number)));
    turn.element.querySelector(".turn-number").after(button);
    this.buttons.set(turn.number, button);
  }

  /** The numbers of the turns that hold a coding of one's own; what a search found, nobody read for. */
  get coded() {
    const found = new Set(this.codedUnseen);
    for (const coding of this.codings.all.values()) {
      if (!this.codings.isOwn(coding) || coding.isAuto) continue;
      for (const turn of this.transcript.turnsIn(coding.start, coding.end)) found.add(turn.number);
    }
    return found;
  }

  get unread() {
    const { coded } = this;
    return this.turns.filter(({ number }) => !coded.has(number) && !this.marked.has(number));
  }

  /** The turns that wait to be coded or marked; for who only reads, those of participants without a coding of their own. */
  get waiting() {
    if (this.facts.reading) return this.unread;
    const isOwn = (coding) => this.codings.isOwn(coding);
    const all = this.transcript.turns.filter((turn) => turn.text.trim() && ![...turn.codings].some(isOwn));
    const theirs = all.filter((turn) => turn.isParticipants);
    return this.transcript.turns.some((turn) => turn.isParticipants) ? theirs : all;
  }

  /** In whole hundredths; 100 only where nothing is left, 0 only where nothing is done. */
  get percent() {
    const of = this.turns.length;
    const read = of - this.unread.length;
    return of ? Math.max(Math.floor((100 * read) / of), read ? 1 : 0) : 0;
  }

  /** Marks the turn, or says why it can't be; the next one that is neither coded nor marked. */
  pass(turn) {
    if (!this.facts.may) return void this.status.hint(say.mayNot);
    const marking = this.unread.includes(turn) ? this.mark(turn, true) : Promise.resolve(true);
    if (!this.turns.includes(turn)) this.status.hint(say.notToRead(turn.number));
    else if (this.coded.has(turn.number)) this.status.hint(say.readByCoding(turn.number));
    const next = this.unread.find(({ index }) => index > turn.index);
    // What was saved clears the hint before it.
    if (!next) marking.then((saved) => saved && this.status.hint(say.allRead));
    return next;
  }

  /** Whether it is saved. */
  async mark(turn, read) {
    const { number } = turn;
    this.set(number, read);
    this.sending += 1;
    try {
      const said = read ? say.markedRead(number) : say.markedUnread(number);
      await this.status.follow(this.server.markRead(number, read), said);
      if (read) this.dispatchEvent(new CustomEvent("begun"));
      return true;
    } catch {
      this.set(number, !read);
      return false;
    } finally {
      this.sending -= 1;
    }
  }

  set(number, read) {
    if (read) this.marked.add(number);
    else this.marked.delete(number);
    this.tell();
  }

  /** Marks were made or taken back elsewhere, as by undo. What is on its way here is newer than the answer. */
  async renew() {
    if (!this.facts.may || this.sending) return;
    const known = await this.server.ask(`${this.server.here}/reading`).catch(() => null);
    if (!known || this.sending) return;
    this.keep(known);
    this.tell();
    this.dispatchEvent(new CustomEvent("renewed", { detail: known.state }));
  }

  /** When there is time: to go through thousands of codings is not for the moment in which one is made. */
  later() {
    clearTimeout(this.telling);
    this.telling = setTimeout(() => this.tell(), 100);
  }

  tell() {
    for (const [number, button] of this.buttons) {
      button.setAttribute("aria-pressed", String(this.marked.has(number)));
      button.parentElement.classList.toggle("read", this.marked.has(number));
    }
    this.dispatchEvent(new CustomEvent("changed"));
  }
}
