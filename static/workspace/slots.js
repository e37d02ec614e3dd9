const COUNT = 9;

/**
 * Which codes lie on the digits 1 to 9, and which were used last. A code keeps its digit while one codes; a further one
 * takes a free digit, else that of the code used longest ago. Knows no page.
 */
export class Slots {
  /** `kept`: what an earlier page held; `recent`: codes used so far, the latest first. */
  constructor(kept, recent) {
    const codes = kept?.codes ?? [];
    this.codes = Array.from({ length: COUNT }, (_each, index) => codes[index] ?? null);
    this.used = [...new Set([...(kept?.used ?? []), ...recent])];
    for (const code of recent.slice(0, COUNT)) if (!this.codes.includes(code)) this.take(code, false);
  }

  get last() {
    return this.used[0] ?? null;
  }

  /** The code of a digit, from 1; `null` for none. */
  at(digit) {
    return this.codes[digit - 1] ?? null;
  }

  use(code) {
    this.used = [code, ...this.used.filter((each) => each !== code)];
    if (!this.codes.includes(code)) this.take(code, true);
  }

  take(code, mayReplace) {
    const free = this.codes.indexOf(null);
    if (free >= 0) this.codes[free] = code;
    else if (mayReplace) this.codes[this.longestAgo()] = code;
  }

  longestAgo() {
    const age = (code) => (this.used.includes(code) ? this.used.indexOf(code) : Infinity);
    return this.codes.reduce((oldest, code, index) => (age(code) > age(this.codes[oldest]) ? index : oldest), 0);
  }

  /** Forgets codes that are no longer in use. */
  keepOnly(isInUse) {
    this.codes = this.codes.map((code) => (code !== null && isInUse(code) ? code : null));
    this.used = this.used.filter(isInUse);
  }

  get kept() {
    return { codes: this.codes, used: this.used.slice(0, 4 * COUNT) };
  }
}
