import { lanesOf, namesOf } from "./lanes.js";
import { say } from "./sentences.js";
import { byPlace } from "./codings.js";
import { say as memos } from "../memos/sentences.js";

const LANE = 8;
/** Pixels for all lanes of a turn, where the window is wide and where it is narrow. */
const ROOM = { wide: 96, narrow: 32 };
const NAME = 18;
const EXCERPT = 60;
/** Pixels: of a longer bar the name goes along while the text scrolls, one of each lane under another's. */
const LONG = 240;

/**
 * The margin: for each turn near the window a button a coding, with the code's name where there is room. All boxes are
 * read before the first is written, so that the page is laid out once.
 */
export class Stripes {
  constructor(transcript, codings, highlights, facts, known) {
    Object.assign(this, { transcript, codings, highlights, facts, known });
    this.near = new Set();
    this.drawn = new Set();
    for (const coding of codings.all.values()) this.place(coding);
    const root = transcript.root;
    this.width = root.clientWidth;
    this.watching = new IntersectionObserver((seen) => this.see(seen), { root, rootMargin: "800px 0px" });
    for (const turn of transcript.turns) this.watching.observe(turn.element);
    new ResizeObserver(() => this.resize()).observe(root);
  }

  place(coding) {
    const turns = this.transcript.turnsIn(coding.start, coding.end);
    for (const turn of turns) turn.codings.add(coding);
    return turns;
  }

  see(entries) {
    const come = [];
    for (const { target, isIntersecting } of entries) {
      const turn = this.transcript.byElement.get(target);
      if (!isIntersecting) this.near.delete(turn);
      else if (this.near.add(turn) && !turn.isDrawn) come.push(turn);
    }
    this.draw(come);
  }

  resize() {
    const width = this.transcript.root.clientWidth;
    if (width === this.width) return;
    this.width = width;
    for (const turn of this.drawn) turn.isDrawn = false;
    this.drawn.clear();
    this.draw([...this.near]);
  }

  add(coding) {
    this.draw(this.place(coding).filter((turn) => this.near.has(turn)));
  }

  remove(coding) {
    const turns = this.transcript.turnsIn(coding.start, coding.end);
    for (const turn of turns) turn.codings.delete(coding);
    this.draw(turns.filter((turn) => turn.isDrawn));
  }

  /** After very many changed at once. */
  renew() {
    for (const turn of this.transcript.turns) turn.codings.clear();
    for (const coding of this.codings.all.values()) this.place(coding);
    this.draw([...new Set([...this.near, ...this.drawn])]);
  }

  draw(turns) {
    const measured = turns.map((turn) => this.measure(turn));
    measured.forEach((margin, index) => this.write(turns[index], margin));
  }

  /** Reads only: each coding's bar, lane and name height within the turn. */
  measure(turn) {
    const own = [...turn.codings].sort(byPlace);
    if (!own.length) return { own, bars: [] };
    const box = turn.element.getBoundingClientRect();
    const range = document.createRange();
    const bars = own.map((coding) => {
      const [start, end] = this.transcript.part(turn, coding.start, coding.end);
      range.setStart(turn.node, start);
      range.setEnd(turn.node, end);
      const lines = range.getClientRects();
      return { top: (lines[0] ?? box).top - box.top, bottom: (lines[lines.length - 1] ?? box).bottom - box.top };
    });
    return { own, bars, lanes: lanesOf(bars), names: namesOf(bars, NAME, box.height) };
  }

  write(turn, { own, bars, lanes, names }) {
    turn.isDrawn = true;
    this.drawn.add(turn);
    turn.buttons ??= new Map();
    const kept = new Map();
    const count = Math.max(-1, ...(lanes ?? [])) + 1;
    const step = Math.min(LANE, Math.floor((this.width < 576 ? ROOM.narrow : ROOM.wide) / count));
    own.forEach((coding, index) => {
      const button = turn.buttons.get(coding) ?? this.button(coding, turn);
      kept.set(coding, button);
      const lane = lanes[index];
      this.shape(button, { bar: bars[index], lane: lane * step, name: names[index], width: count * step, stuck: lane * NAME });
    });
    for (const [coding, button] of turn.buttons) if (!kept.has(coding)) button.remove();
    turn.buttons = kept;
    this.highlights.draw(turn, own);
    this.order(turn, own, names);
  }

  /** Puts the buttons in the order of the text, and says at the last name how many have none. */
  order(turn, own, names) {
    if (!own.length) return turn.margin?.remove(), (turn.margin = null);
    turn.margin ??= turn.element.appendChild(Object.assign(document.createElement("div"), { className: "turn-margin" }));
    own.forEach((coding, index) => {
      const button = turn.buttons.get(coding);
      if (turn.margin.children[index] !== button) turn.margin.insertBefore(button, turn.margin.children[index] ?? null);
    });
    const hidden = names.filter((name) => name === null).length;
    const last = own[names.reduce((best, name, at) => (name !== null && (best < 0 || name > names[best]) ? at : best), -1)];
    for (const [coding, button] of turn.buttons) {
      const more = coding === last && hidden ? say.more(hidden) : "";
      if (button.more.textContent !== more) button.more.textContent = more;
    }
    return undefined;
  }

  button(coding, turn) {
    const [coder, initials] = this.facts.coders[coding.coder] ?? ["", ""];
    const name = this.known.name(coding.code);
    const button = document.createElement("button");
    button.type = "button";
    button.className = `stripe-button code-${coding.code}`;
    button.dataset.guid = coding.guid;
    button.ariaLabel = say.stripe(name, coder, this.excerpt(coding));
    button.innerHTML = '<span class="stripe"></span><span class="stripe-side"><span class="stripe-name"><span class="code-name"></span><small></small><small class="stripe-more"></small></span></span>';
    button.querySelector(".code-name").textContent = name;
    button.querySelector("small").textContent = this.facts.several ? initials : "";
    button.more = button.querySelector(".stripe-more");
    if (coding.start < turn.start) button.tabIndex = -1;
    this.dress(button, coding);
    return button;
  }

  excerpt(coding) {
    const words = this.transcript.words(coding.start, coding.end);
    return words.length > EXCERPT ? `${words.slice(0, EXCERPT)}…` : words;
  }

  shape(button, { bar, lane, name, width, stuck }) {
    const sizes = {
      "--top": Math.round(bar.top),
      "--height": Math.round(bar.bottom - bar.top),
      "--lane": lane,
      "--name": Math.round((name ?? bar.top) - bar.top),
      "--lanes": width - lane,
      "--stuck": stuck,
    };
    const key = Object.values(sizes).join();
    if (key !== button.sizes) for (const size in sizes) button.style.setProperty(size, `${sizes[size]}px`);
    button.sizes = key;
    button.classList.toggle("unnamed", name === null);
    button.classList.toggle("long", bar.bottom - bar.top > LONG);
  }

  /** What a coding's state looks like: pending, chosen, with memos. */
  dress(button, coding) {
    button.classList.toggle("has-memo", Boolean(coding.memos));
    button.ariaDescription = coding.memos ? memos.has(coding.memos) : null;
    button.classList.toggle("pending", coding.pending);
    if (coding === this.codings.chosen) button.ariaCurrent = "true";
    else button.removeAttribute("aria-current");
  }

  redress(coding) {
    for (const button of this.buttons(coding)) this.dress(button, coding);
  }

  buttons(coding) {
    return this.transcript.turnsIn(coding.start, coding.end).flatMap((turn) => turn.buttons?.get(coding) ?? []);
  }
}
