const COUNT = 9;
/** Uses that are remembered, so that one that was undone gives way to the one before it. */
const LONG = 4 * COUNT;

/**
 * Which codes lie on the digits 1 to 9, and which were used last. A code keeps its digit; where all are taken, a further
 * one gets the digit of the code that was used longest ago, if this was used least often too, no more often than the new
 * one, never by its digit, and is not pinned. Tells by `changed`, and by `taken` (`{digit, code}`) that a digit has
 * another code. Knows no page.
 */
export class Slots extends EventTarget {
  /** `kept`: what an earlier page held; `recent`: codes used so far, the latest first. */
  constructor(kept, recent) {
    super();
    const codes = kept?.codes ?? [];
    this.codes = Array.from({ length: COUNT }, (_each, index) => codes[index] ?? null);
    this.pinned = new Set(kept?.pinned);
    this.pressed = new Set(kept?.pressed);
    this.times = new Map(kept?.times);
    const uses = kept?.used ?? [];
    this.uses = [...uses, ...recent.filter((code) => !uses.includes(code))];
    for (const code of recent.slice(0, COUNT)) if (!this.codes.includes(code)) this.take(code, false);
  }

  get used() {
    return [...new Set(this.uses)];
  }

  get last() {
    return this.uses[0] ?? null;
  }

  /** The code of a digit, from 1; `null` for none. */
  at(digit) {
    return this.codes[digit - 1] ?? null;
  }

  use(code) {
    this.uses.unshift(code);
    this.times.set(code, this.often(code) + 1);
    const digit = this.codes.includes(code) ? 0 : this.take(code, true);
    this.tell();
    if (digit) this.dispatchEvent(new CustomEvent("taken", { detail: { digit, code } }));
  }

  /** The use was undone: the code that was used before it is the last one again. */
  unuse(code) {
    const at = this.uses.indexOf(code);
    if (at < 0) return;
    this.uses.splice(at, 1);
    this.times.set(code, Math.max(this.often(code) - 1, 0));
    this.tell();
  }

  /** Who presses a digit knows what lies on it: there it stays. */
  press(digit) {
    this.pressed.add(this.at(digit));
  }

  /** Fixes a code on a digit, or lets it go where it is fixed there already; whether it now is. */
  pin(digit, code) {
    const [at, was] = [digit - 1, this.codes.indexOf(code)];
    const isOff = was === at && this.pinned.has(code);
    const there = this.codes[at];
    if (was !== at) this.pinned.delete(there);
    if (was >= 0 && was !== at) this.codes[was] = there;
    this.codes[at] = code;
    this.pinned[isOff ? "delete" : "add"](code);
    this.tell();
    return !isOff;
  }

  often(code) {
    return this.times.get(code) ?? 0;
  }

  /** The digit that was another code's and now is this one's, else 0. */
  take(code, mayReplace) {
    const free = this.codes.indexOf(null);
    if (free >= 0) this.codes[free] = code;
    if (free >= 0 || !mayReplace) return 0;
    const at = this.leastMissed(code);
    if (at >= 0) this.codes[at] = code;
    return at + 1;
  }

  leastMissed(code) {
    const age = (each) => (this.uses.includes(each) ? this.uses.indexOf(each) : Infinity);
    const loose = this.codes.filter((each) => !this.pinned.has(each) && !this.pressed.has(each));
    const [oldest] = loose.sort((a, b) => age(b) - age(a));
    const isRarest = loose.every((each) => this.often(oldest) <= this.often(each));
    return isRarest && this.often(oldest) <= this.often(code) ? this.codes.indexOf(oldest) : -1;
  }

  /** Forgets codes that are no longer in use. */
  keepOnly(isInUse) {
    this.codes = this.codes.map((code) => (code !== null && isInUse(code) ? code : null));
    this.uses = this.uses.filter(isInUse);
    for (const codes of [this.pinned, this.pressed, this.times]) for (const code of [...codes.keys()]) if (!isInUse(code)) codes.delete(code);
  }

  get kept() {
    const { codes, pinned, pressed, times } = this;
    return { codes, used: this.uses.slice(0, LONG), pinned: [...pinned], pressed: [...pressed], times: [...times] };
  }

  tell() {
    this.dispatchEvent(new Event("changed"));
  }
}
