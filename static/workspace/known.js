/**
 * The codes that the page knows, in codebook order. Tells of a new one by `added`, of all read anew by `renewed`. Colours
 * come with the stylesheet.
 */
export class KnownCodes extends EventTarget {
  constructor(facts) {
    super();
    this.list = facts.codes;
    this.byPk = new Map(facts.codes.map((code) => [code.pk, code]));
  }

  get(pk) {
    return this.byPk.get(pk);
  }

  name(pk) {
    return this.byPk.get(pk)?.name ?? "";
  }

  isInUse(pk) {
    return this.list.some((code) => code.pk === pk);
  }

  /** The code of exactly this name, anywhere or under a parent (an id, or `null` for themes). */
  called(name, parent) {
    return this.list.find((code) => code.name === name && (parent === undefined || (this.parent(code.pk)?.pk ?? null) === parent));
  }

  /** The code above it, or `null` for a theme. */
  parent(pk) {
    const at = this.list.findIndex((code) => code.pk === pk);
    const isAbove = ({ depth }) => depth < this.list[at].depth;
    return this.list.slice(0, Math.max(at, 0)).findLast(isAbove) ?? null;
  }

  theme(pk) {
    const above = this.parent(pk);
    return above ? this.theme(above.pk) : (this.byPk.get(pk) ?? null);
  }

  /** Takes in a code that was just made under `parent` (an id, or `null`), as the last one there. */
  add(code, parent) {
    if (this.byPk.has(code.pk)) return;
    this.byPk.set(code.pk, code);
    this.list.splice(this.endOf(parent), 0, code);
    this.dispatchEvent(new CustomEvent("added", { detail: code }));
  }

  /** The same with the theme that was made for it. */
  addMade(code, parent) {
    if (code.theme) this.add(code.theme, null);
    this.add(code, code.theme?.pk ?? parent);
  }

  /** Takes over the codebook as it now stands; returns the codes that have another name. */
  renew(codes) {
    const renamed = codes.filter(({ pk, name }) => this.byPk.has(pk) && this.name(pk) !== name);
    this.list.splice(0, Infinity, ...codes);
    for (const code of codes) this.byPk.set(code.pk, code);
    this.dispatchEvent(new CustomEvent("renewed"));
    return new Set(renamed.map(({ pk }) => pk));
  }

  /** Where the codes under `parent` end in the list. */
  endOf(parent) {
    const at = this.list.findIndex((code) => code.pk === parent);
    if (at < 0) return this.list.length;
    const next = this.list.findIndex((code, index) => index > at && code.depth <= this.list[at].depth);
    return next < 0 ? this.list.length : next;
  }
}
