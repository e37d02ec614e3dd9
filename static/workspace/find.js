import { Folded, places } from "./folding.js";
import { say } from "./sentences.js";

/**
 * Finds words in the transcript as they are typed; Enter goes from hit to hit, and Escape leaves with the hit selected,
 * so that it can be coded. A regular expression is looked for by the server, whose engine has a time limit.
 */
class FindBar extends HTMLElement {
  begin({ transcript, highlights, marking, guide, server }) {
    Object.assign(this, { transcript, highlights, marking, guide, server, hits: [], at: -1, folded: new Map(), asked: 0 });
    [this.field, this.pattern] = ["[type=search]", "[name=pattern]"].map((selector) => this.querySelector(selector));
    this.output = this.querySelector("output");
    this.field.addEventListener("input", () => this.look());
    this.pattern.addEventListener("change", () => this.look());
    this.addEventListener("keydown", (event) => this.press(event));
    for (const [name, by] of [["previous", -1], ["next", 1]]) {
      this.querySelector(`[name=${name}]`).addEventListener("click", () => this.go(by));
    }
    this.querySelector("[name=close]").addEventListener("click", () => this.close());
    for (const button of document.querySelectorAll("[data-act=find]")) button.addEventListener("click", () => this.open());
  }

  /** Begins from what is selected, if that is short. */
  open() {
    this.from = this.marking.span?.start ?? this.here();
    const marked = this.marking.span && this.transcript.words(this.marking.span.start, this.marking.span.end);
    if (marked && marked.length <= 60) this.field.value = marked;
    this.hidden = false;
    this.field.select();
    this.field.focus();
    this.look();
  }

  /** Where the text on the screen begins. */
  here() {
    const { top } = this.transcript.root.getBoundingClientRect();
    return this.transcript.turns.find((turn) => turn.element.getBoundingClientRect().bottom > top + 40)?.start ?? 0;
  }

  press(event) {
    if (event.key === "Enter" && event.target === this.field) this.go(event.shiftKey ? -1 : 1);
    else if (event.key === "Escape") this.close();
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  async look() {
    const asked = (this.asked += 1);
    if (!this.pattern.checked) return this.found(this.inPage(this.field.value));
    await new Promise((resolve) => setTimeout(resolve, 200));
    if (asked !== this.asked) return undefined;
    try {
      const { hits } = this.field.value.trim() ? await this.ask(this.field.value) : { hits: [] };
      return asked === this.asked && this.found(hits.map(([start, end]) => ({ start, end })));
    } catch (problem) {
      return asked === this.asked && this.found([], problem.message);
    }
  }

  ask(words) {
    return this.server.send({ method: "POST", path: `${this.server.here}/find`, wish: { words } });
  }

  inPage(typed) {
    return this.transcript.turns.flatMap((turn) => {
      if (!this.folded.has(turn)) this.folded.set(turn, new Folded(turn.text));
      const spans = places(this.folded.get(turn), typed);
      return spans.map(([start, end]) => ({ start: turn.toCodePoint(start), end: turn.toCodePoint(end) }));
    });
  }

  found(hits, problem = "") {
    this.hits = hits;
    this.mark(hits);
    this.at = hits.findIndex((hit) => hit.start >= this.from);
    if (this.at < 0 && hits.length) this.at = 0;
    this.show(problem);
  }

  /** A browser without the Custom Highlight API leads from hit to hit all the same. */
  mark(hits) {
    if (!CSS.highlights) return;
    const highlight = this.highlights.named("found", 5);
    highlight.clear();
    for (const hit of hits) {
      for (const turn of this.transcript.turnsIn(hit.start, hit.end)) highlight.add(this.highlights.stretch(turn, hit));
    }
  }

  isSeen({ start, end }) {
    const box = this.transcript.range(start, end).getBoundingClientRect();
    return box.top > this.getBoundingClientRect().bottom && box.bottom < this.transcript.root.getBoundingClientRect().bottom;
  }

  go(by) {
    if (!this.hits.length) return;
    this.at = (this.at + by + this.hits.length) % this.hits.length;
    this.from = this.hits[this.at].start;
    this.show();
  }

  show(problem = "") {
    const hit = this.hits[this.at] ?? null;
    this.highlights.only("found-here", hit);
    if (hit && !this.isSeen(hit)) this.guide.show(hit);
    const typed = this.field.value.trim();
    this.output.textContent = problem || (typed ? say.found(this.at + 1, this.hits.length) : "");
    for (const name of ["previous", "next"]) this.querySelector(`[name=${name}]`).disabled = !hit;
  }

  close() {
    const hit = this.hits[this.at];
    this.asked += 1;
    this.hidden = true;
    this.mark([]);
    this.highlights.only("found-here", null);
    this.hits = [];
    this.transcript.turnAt(hit?.start ?? this.from).words.focus({ preventScroll: true });
    if (hit) this.marking.select(hit);
  }
}

customElements.define("find-bar", FindBar);
