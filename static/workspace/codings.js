/**
 * The codings that the page shows. Tells of each change by an event (`added`, `saved`, `removed`, `changed`, `chosen`)
 * whose `detail` is the coding, of very many at once by `renewed`. Knows no page.
 */
export class Codings extends EventTarget {
  constructor(rows, me) {
    super();
    this.me = me;
    this.all = new Map();
    this.counts = new Map();
    this.chosen = null;
    for (const row of rows) this.keep(codingOf(row));
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

  /** Takes over what others did: changed rows, and the GUIDs of those that are gone; `mine` are left as they are. */
  catchUp(rows, gone, mine = () => false) {
    const chosen = this.chosen?.guid;
    for (const guid of gone) if (!mine(guid) && this.all.has(guid)) this.remove(this.all.get(guid));
    for (const row of rows) if (!mine(row[0])) this.take(codingOf(row));
    if (chosen && !this.chosen && this.all.has(chosen)) this.choose(this.all.get(chosen));
  }

  /** A coding as it stands on the server: with another place or code it is drawn anew, otherwise only told of. */
  take(coding) {
    const here = this.all.get(coding.guid);
    if (here && ["code", "start", "end"].every((name) => here[name] === coding[name])) {
      if (here.made !== coding.made || here.values.join() !== coding.values.join()) this.change(here, coding);
      return;
    }
    if (here) this.remove(here);
    this.add(coding);
  }

  /** All there are instead of those that are shown, by one event: `renewed`. */
  renew(rows, mine = () => false) {
    const kept = this.list().filter(({ guid }) => mine(guid));
    const chosen = this.chosen?.guid;
    this.all.clear();
    this.counts.clear();
    for (const coding of [...rows.map(codingOf).filter(({ guid }) => !mine(guid)), ...kept]) this.keep(coding);
    this.tell("renewed", null);
    if (chosen) this.choose(this.all.get(chosen) ?? null);
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
    for (const each of this.all.values()) {
      if (each.start === start && each.end === end && each.code === code && this.isOwn(each)) return each;
    }
    return undefined;
  }

  list() {
    return [...this.all.values()];
  }

  /** Those that share a character with `[start, end)`, in the order of the text, the longer of two first. */
  touching(start, end) {
    const found = [];
    for (const each of this.all.values()) if (each.start < end && each.end > start) found.push(each);
    return found.sort(byPlace);
  }

  /** Codes of one's own codings, the latest first. */
  recent() {
    const own = this.list().filter((each) => this.isOwn(each));
    return [...new Set(own.sort((a, b) => b.made - a.made).map((each) => each.code))];
  }
}

function codingOf([guid, code, coder, start, end, values, made, auto]) {
  return { guid, code, coder, start, end, values, made, isAuto: auto === 1, pending: false };
}

export const byPlace = (a, b) => a.start - b.start || b.end - a.end || a.made - b.made;
