/** The memos that a page knows. Tells of each change by the event `changed`. Knows no page. */
export class Memos extends EventTarget {
  constructor(rows = []) {
    super();
    this.all = new Map(rows.map((row) => [row.guid, row]));
  }

  fill(rows) {
    this.all = new Map(rows.map((row) => [row.guid, row]));
    this.tell();
  }

  put(row) {
    this.all.set(row.guid, row);
    this.tell();
  }

  /** Takes a memo away with its replies. */
  drop(guid) {
    this.all.delete(guid);
    for (const reply of this.replies(guid)) this.all.delete(reply.guid);
    this.tell();
  }

  tell() {
    this.dispatchEvent(new Event("changed"));
  }

  /** Those that began a discussion on one of the things, in the order of the things. */
  on(...keys) {
    const place = (memo) => keys.indexOf(keyOf(memo.on));
    return [...this.all.values()].filter((memo) => !memo.reply_to && place(memo) >= 0).sort((a, b) => place(a) - place(b));
  }

  replies(guid) {
    return [...this.all.values()].filter((memo) => memo.reply_to === guid);
  }

  /** How many discussions stand on each thing, by its key. */
  counts() {
    const counts = new Map();
    for (const memo of this.all.values()) {
      const key = keyOf(memo.on);
      if (!memo.reply_to) counts.set(key, (counts.get(key) ?? 0) + 1);
    }
    return counts;
  }
}

/** `coding:<guid>`, `code:12`, or `journal`. */
export function keyOf(on) {
  const [kind] = Object.keys(on);
  return kind ? `${kind}:${on[kind]}` : "journal";
}
