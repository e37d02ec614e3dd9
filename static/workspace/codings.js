/**
 * The codings that the page shows. Tells of each change by an event (`added`, `saved`, `removed`, `changed`, `chosen`)
 * whose `detail` is the coding. Knows no page.
 */
export class Codings extends EventTarget {
  constructor(rows, me) {
    super();
    this.me = me;
    this.all = new Map();
    this.counts = new Map();
    this.chosen = null;
    for (const [guid, code, coder, start, end, values, made] of rows) {
      this.keep({ guid, code, coder, start, end, values, made, pending: false });
    }
  }

  keep(coding) {
    this.all.set(coding.guid, coding);
    this.counts.set(coding.code, (this.counts.get(coding.code) ?? 0) + 1);
  }

  add(coding) {
    this.keep(coding);
    this.tell("added", coding);
  }

  remove(coding) {
    if (!this.all.delete(coding.guid)) return;
    this.counts.set(coding.code, this.counts.get(coding.code) - 1);
    this.tell("removed", coding);
    if (this.chosen === coding) this.choose(null);
  }

  change(coding, facts) {
    Object.assign(coding, facts);
    this.tell("changed", coding);
  }

  choose(coding) {
    this.chosen = coding;
    this.tell("chosen", coding);
  }

  tell(what, coding) {
    this.dispatchEvent(new CustomEvent(what, { detail: coding }));
  }

  isOwn(coding) {
    return coding.coder === this.me;
  }

  /** One's own coding of the code on exactly this span, if there is one. */
  same(code, start, end) {
    return this.list().find((each) => each.code === code && each.start === start && each.end === end && this.isOwn(each));
  }

  list() {
    return [...this.all.values()];
  }

  /** Those that share a character with `[start, end)`, in the order of the text, the longer of two first. */
  touching(start, end) {
    return this.list().filter((each) => each.start < end && each.end > start).sort(byPlace);
  }

  /** Codes of one's own codings, the latest first. */
  recent() {
    const own = this.list().filter((each) => this.isOwn(each));
    return [...new Set(own.sort((a, b) => b.made - a.made).map((each) => each.code))];
  }
}

export const byPlace = (a, b) => a.start - b.start || b.end - a.end || a.made - b.made;
