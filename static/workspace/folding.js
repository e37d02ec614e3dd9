/**
 * Texts without regard to case, accents and typographic signs, and the way back from them; character by character as
 * the server folds (`coding/analysis/folding.py`). In UTF-16, since it works on the page's strings.
 */

/** Accents, vowel points, stretching, and characters without a shape. */
const UNSEEN = new RegExp(
  "[\\u00ad\\u0300-\\u036f\\u0483-\\u0487\\u0591-\\u05bd\\u05bf\\u05c1\\u05c2\\u05c4\\u05c5\\u05c7\\u0610-\\u061a\\u0640" +
    "\\u064b-\\u065f\\u0670\\u06d6-\\u06dc\\u06df-\\u06e4\\u06e7\\u06e8\\u06ea-\\u06ed\\u1ab0-\\u1aff\\u1dc0-\\u1dff" +
    "\\u200b-\\u200f\\u202a-\\u202e\\u2060-\\u2064\\u2066-\\u2069\\u20d0-\\u20ff\\ufe00-\\ufe0f\\ufe20-\\ufe2f\\ufeff]",
  "g",
);
const SIGNS = [[/[‘’‚‛ʼ′]/g, "'"], [/[“”„‟«»]/g, '"'], [/[‐‑‒–—―−]/g, "-"]];
const ASCII = /^[\0-\x7f]*$/;
const known = new Map();

function foldCharacter(character) {
  if (!known.has(character)) {
    const lower = [...character.normalize("NFKD")].map((each) => each.toLowerCase().toUpperCase().toLowerCase());
    const plain = lower.join("").normalize("NFKD").replace(UNSEEN, "");
    known.set(character, SIGNS.reduce((text, [signs, sign]) => text.replace(signs, sign), plain));
  }
  return known.get(character);
}

export const fold = (text) => (ASCII.test(text) ? text.toLowerCase() : [...text].map(foldCharacter).join(""));

/** A text, its folded form, and where each unit of that comes from. */
export class Folded {
  constructor(original) {
    this.original = original;
    this.text = fold(original);
    if (ASCII.test(original)) return;
    this.starts = [];
    this.ends = [];
    let at = 0;
    for (const character of original) {
      for (let unit = foldCharacter(character).length; unit > 0; unit -= 1) {
        this.starts.push(at);
        this.ends.push(at + character.length);
      }
      at += character.length;
    }
  }

  /** What `[start, end)` of the folded text stands for: whole characters, with their accents. */
  span(start, end) {
    if (!this.starts) return [start, end];
    let last = this.ends[end - 1];
    for (const character of this.original.slice(last, last + 20)) {
      if (foldCharacter(character)) break;
      last += character.length;
    }
    return [this.starts[start], last];
  }
}

/** Each place of the phrase in the text, none of which overlap; white space is as long as it likes. */
export function places(folded, phrase) {
  const words = fold(phrase).split(/\s+/).filter(Boolean);
  if (!words.length) return [];
  const literal = words.map((word) => word.replace(/[\\^$.*+?()[\]{}|/]/g, "\\$&")).join("\\s+");
  const found = [];
  for (const hit of folded.text.matchAll(new RegExp(literal, "gu"))) {
    const span = folded.span(hit.index, hit.index + hit[0].length);
    if (span[0] >= (found.at(-1)?.[1] ?? 0)) found.push(span);
  }
  return found;
}
