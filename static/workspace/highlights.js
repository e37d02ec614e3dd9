import { lanesOf } from "./lanes.js";

/**
 * Backgrounds of coded words by the CSS Custom Highlight API: one highlight a code, no element in the text. A browser
 * without it shows the stripes alone. Words are of a class for each code they have (`coded-7`), since every highlight
 * whose rule fits an element is reckoned for it, there or not.
 */
const WORKS = typeof Highlight === "function" && Boolean(CSS.highlights);
const DEEPEST = 3;

export class Highlights {
  constructor(transcript) {
    this.transcript = transcript;
    /** For each turn its coloured codings and their ranges. */
    this.drawn = new Map();
  }

  /** The highlight of the name, which the stylesheets know as `::highlight(name)`. */
  named(name, priority = 0) {
    if (!CSS.highlights.has(name)) {
      const made = new Highlight();
      made.priority = priority;
      CSS.highlights.set(name, made);
    }
    return CSS.highlights.get(name);
  }

  /** Colours the turn's part of these codings; where more than `DEEPEST` lie on each other, the words stay readable. */
  draw(turn, codings) {
    if (!WORKS) return;
    const depths = lanesOf(codings.map(({ start, end }) => ({ top: start, bottom: end })), 0);
    const wanted = new Set(codings.filter((_coding, index) => depths[index] < DEEPEST));
    const drawn = this.drawn.get(turn) ?? new Map();
    this.drawn.set(turn, drawn);
    const codes = new Set([...wanted].map(({ code }) => code));
    for (const [coding, range] of drawn) {
      if (wanted.has(coding)) continue;
      CSS.highlights.get(`code-${coding.code}`).delete(range);
      drawn.delete(coding);
      if (!codes.has(coding.code)) turn.words.classList.remove(`coded-${coding.code}`);
    }
    for (const coding of wanted) {
      if (drawn.has(coding)) continue;
      const range = this.stretch(turn, coding);
      this.named(`code-${coding.code}`).add(range);
      drawn.set(coding, range);
      turn.words.classList.add(`coded-${coding.code}`);
    }
  }

  /** Shows one span in its own way (`chosen`, `lifted`, `marked`, `passage`), and no other. */
  only(name, span) {
    if (!WORKS) return;
    const highlight = this.named(name, 10);
    highlight.clear();
    if (!span) return;
    for (const turn of this.transcript.turnsIn(span.start, span.end)) highlight.add(this.stretch(turn, span));
  }

  stretch(turn, { start, end }) {
    const [startOffset, endOffset] = this.transcript.part(turn, start, end);
    return new StaticRange({ startContainer: turn.node, startOffset, endContainer: turn.node, endOffset });
  }
}
