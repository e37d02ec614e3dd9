/**
 * Words that are being written: sent when the writer pauses, one request at a time, kept and sent again while the
 * server is away. Tells of each change of `state` by an event of that name. Knows no page.
 *
 * `send(text, version, goesOn)` answers with the memo as saved, or throws a `Problem`.
 */
export class Problem extends Error {
  /** `kind`: away, loggedOut, conflict, gone or refused; `stands`: in a conflict, the words and version that stand. */
  constructor(kind, message = "", stands = null) {
    super(message);
    Object.assign(this, { kind, stands });
  }
}

const PAUSE = 1500;
const RETRY = 4000;
const TRIES_AGAIN = ["away", "loggedOut"];

export class Draft extends EventTarget {
  /** `keepsBlank`: that there are no words is sent too, for what may be empty. */
  constructor({ text = "", version = null, send, keepsBlank = false, pause = PAUSE, retry = RETRY }) {
    super();
    Object.assign(this, { text, version, send, keepsBlank, pause, retry, kept: text, state: "saved", problem: null, work: null });
    /** The version that came of what was written here before, if anything was. */
    this.own = null;
  }

  get isDirty() {
    return plain(this.text) !== this.kept;
  }

  get isBlank() {
    return !this.keepsBlank && !this.text.trim();
  }

  /** Whether leaving would lose words. */
  get isUnsaved() {
    return this.isDirty && !this.isBlank;
  }

  write(text) {
    this.text = text;
    clearTimeout(this.timer);
    if (this.state === "conflict" || this.state === "gone") return;
    if (!this.isDirty) return this.tell("saved");
    if (this.isBlank) return this.tell(this.version === null ? "saved" : "empty");
    if (!this.work) this.tell("waiting");
    this.timer = setTimeout(() => this.save(), this.pause);
  }

  /** Sends what is not saved yet; whether all is saved then. */
  save() {
    clearTimeout(this.timer);
    if (this.state === "conflict" || this.state === "gone") return Promise.resolve(false);
    this.work ??= this.run().finally(() => (this.work = null));
    return this.work;
  }

  async run() {
    while (this.isUnsaved) {
      const text = plain(this.text);
      this.tell("sending");
      try {
        const memo = await this.send(text, this.version, this.version !== null && this.version === this.own);
        this.version = memo.version;
        this.own = memo.version;
        this.kept = memo.body;
      } catch (problem) {
        return this.stop(problem);
      }
    }
    this.tell(this.isDirty && this.version !== null ? "empty" : "saved");
    return !this.isDirty;
  }

  stop(problem) {
    this.tell(problem.kind ?? "refused", problem);
    if (TRIES_AGAIN.includes(this.state)) this.timer = setTimeout(() => this.save(), this.retry);
    return false;
  }

  /** After a conflict: one's own words over those that stand. */
  keepMine() {
    this.version = this.problem.stands.version;
    this.tell("waiting");
    return this.save();
  }

  /** After a conflict: the words that stand instead of one's own. */
  takeTheirs() {
    this.take(this.problem.stands);
  }

  /** The memo was changed elsewhere; words of one's own that are not saved yet stay. */
  adopt(memo) {
    if (!this.isDirty && !this.work && memo.version !== this.version) this.take(memo);
  }

  take({ version, body }) {
    Object.assign(this, { version, text: body, kept: body });
    this.tell("saved");
  }

  /** Sends the words as a new memo, since the one they were for is gone. */
  anew(send) {
    Object.assign(this, { send, version: null, kept: "" });
    this.tell("waiting");
    return this.save();
  }

  tell(state, problem = null) {
    Object.assign(this, { state, problem });
    this.dispatchEvent(new Event("state"));
  }
}

/** Without what the server does not keep, so that both compare alike. */
function plain(text) {
  return text.replace(/[\0\ud800-\udfff]/gu, "").replace(/\r\n?/g, "\n");
}
