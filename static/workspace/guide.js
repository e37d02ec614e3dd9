import { atPlace, nextCoding, nextInRound, nextWaiting, numberOf } from "./seeking.js";
import { say } from "./sentences.js";

/** Characters of marked words that are read out whole. */
const LONG = 160;

/** Goes to codings, uncoded turns and other transcripts, and says where one has come to. */
export class Guide {
  constructor(parts) {
    Object.assign(this, parts);
    this.round = [];
    /** Whether a coding is seen: in the spotlight, where one is. */
    this.isShown = () => true;
    this.marking.addEventListener("moved", () => this.leave());
  }

  /** A coding that the cursor has left is no longer the chosen one, so that no key works on what is out of sight. */
  leave() {
    const { chosen } = this.codings;
    const { span, cursor } = this.marking;
    if (!chosen || !cursor || this.marking.isIn(chosen)) return;
    if (!span || span.end <= chosen.start || span.start >= chosen.end) this.coder.choose(null);
  }

  /** The turn of the cursor's head; at the end of words the one that they are in. */
  turnOfCursor() {
    const { head, anchor } = this.marking.cursor;
    return this.transcript.turnAt(head > anchor ? head - 1 : head);
  }

  coding(by) {
    const { chosen, all } = this.codings;
    const from = chosen && this.marking.isIn(chosen) ? chosen : atPlace(this.marking.cursor?.head ?? this.here().start);
    const next = nextCoding([...all.values()].filter(this.isShown), from, by);
    if (!next) return this.status.hint(by > 0 ? say.lastCoding : say.firstCoding);
    this.arrive(next);
    return this.speak(this.told(next));
  }

  told(coding) {
    const [coder] = this.facts.coders[coding.coder] ?? [""];
    const shown = [...this.codings.all.values()].filter(this.isShown);
    const number = numberOf(shown, coding);
    const stripe = say.stripe(this.known.name(coding.code), coder, this.stripes.excerpt(coding));
    return say.reached(stripe, number, shown.length);
  }

  /** Reads out the marked words: of many their end, which is what moves. */
  tellMarked() {
    const { span } = this.marking;
    const words = span ? this.transcript.words(span.start, span.end) : "";
    this.speak(words.length > LONG ? `… ${words.slice(-LONG / 2).replace(/^\S*\s+/u, "")}` : words);
  }

  /** Chooses a coding and puts the cursor behind its words. */
  arrive(coding) {
    this.marking.rest({ anchor: coding.start, head: coding.end });
    this.coder.choose(coding);
    this.focus(this.transcript.turnAt(coding.start));
    this.show(coding);
  }

  /** Another coding that lies at the cursor, on the marked words or on those of the chosen coding. */
  overlap() {
    const { chosen } = this.codings;
    if (!this.round.includes(chosen)) this.round = this.overlapping(chosen);
    this.round = this.round.filter((coding) => this.codings.all.has(coding.guid));
    const next = nextInRound(this.round, chosen);
    if (!next) return this.status.hint(say.noCodingHere);
    if (next === chosen) return this.status.hint(say.onlyCoding);
    const spot = this.marking.span ? null : this.marking.cursor;
    this.coder.choose(next);
    if (spot && !this.marking.isIn(next)) this.marking.rest({ anchor: next.start, head: next.end });
    return this.speak(say.ofRound(this.told(next), this.round.length));
  }

  overlapping(chosen) {
    const { span, cursor } = this.marking;
    if (span) return this.codings.touching(span.start, span.end);
    if (chosen) return this.codings.touching(chosen.start, chosen.end);
    return cursor ? this.codings.touching(cursor.head - 1, cursor.head + 1) : [];
  }

  uncoded(by) {
    const turn = nextWaiting(this.reads.waiting, this.here().index, by);
    if (!turn) return this.status.hint(by > 0 ? say.noneUncodedAfter : say.noneUncodedBefore);
    this.turn(turn);
    return this.speak(say.uncoded(turn.number, [...turn.codings].some((coding) => this.codings.isOwn(coding))));
  }

  /** Puts the cursor before the words of a turn. */
  turn(turn) {
    const words = this.transcript.trimmed(turn.start, turn.end);
    const start = words?.start ?? turn.start;
    this.focus(turn);
    this.marking.put({ anchor: start, head: start });
    this.caret.reveal();
  }

  focus(turn) {
    if (!turn.words.contains(document.activeElement)) turn.words.focus({ preventScroll: true });
  }

  /** The transcript after or before this one in the list beside the text, with the same codings shown. */
  neighbour(by) {
    const links = [...document.querySelectorAll(".neighbours a")];
    const at = links.findIndex((link) => link.matches("[aria-current]")) + by;
    if (!links[at]) return this.status.hint(by > 0 ? say.lastTranscript : say.firstTranscript);
    const address = new URL(links[at].href);
    const coders = new URLSearchParams(location.search).get("coders");
    if (coders) address.searchParams.set("coders", coders);
    return location.assign(address);
  }

  /** The shortest coding at a place of the text: the one that lies on top. */
  chooseAt(selection) {
    const place = this.transcript.place(selection.focusNode, selection.focusOffset);
    if (place === null) return;
    const here = this.codings.touching(place, place + 1);
    here.sort((a, b) => a.end - a.start - (b.end - b.start));
    if (here.length || this.codings.chosen) this.coder.choose(here[0]);
  }

  reveal(coding) {
    this.coder.choose(coding);
    this.show(coding);
  }

  /** Scrolls to a span that is not in sight, and once more when the turns on the way have got their real heights. */
  show(span) {
    const { element } = this.transcript.turnAt(span.start);
    if (this.isSeen(span)) return;
    element.scrollIntoView({ block: "center" });
    requestAnimationFrame(() => this.isSeen(span) || element.scrollIntoView({ block: "start" }));
  }

  isSeen(span) {
    const box = this.transcript.range(span.start, Math.max(span.end, span.start + 1)).getBoundingClientRect();
    const pane = this.transcript.root.getBoundingClientRect();
    return box.height > 0 && box.top >= pane.top && box.bottom <= pane.bottom;
  }
}
