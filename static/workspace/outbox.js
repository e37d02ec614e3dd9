/** The server can't take a change now: it waits. `loggedOut` says that nobody can take it but the person. */
export class Away extends Error {
  constructor(message, loggedOut = false) {
    super(message);
    this.loggedOut = loggedOut;
  }
}

const FIRST = 2000;
const LONGEST = 15000;

/**
 * Changes on their way to the server: one after another, in the order in which they were made, in this page's memory
 * alone. While the server is away they wait and are tried again; one that is refused is given back to whoever made it.
 * Tells of each step by `change`. Knows no page and no network: `send` promises the answer, or fails by `Away`.
 */
export class Outbox extends EventTarget {
  constructor(send, later = (again, pause) => setTimeout(again, pause)) {
    super();
    this.send = send;
    this.later = later;
    this.waiting = [];
    /** When a change of a coding was last answered, by its GUID. */
    this.answered = new Map();
    /** What keeps the server away, or `null`. */
    this.away = null;
  }

  get size() {
    return this.waiting.length;
  }

  /** Whether a change of this coding was not yet answered at that time: what the server said then is older. */
  has(guid, when = Infinity) {
    return this.answered.get(guid) > when || this.waiting.some(({ request }) => request.guid === guid);
  }

  /** Promises the answer; `guid` in the request names the coding, `makes` says that it begins with this. */
  put(request) {
    const answer = new Promise((done, failed) => this.waiting.push({ request, done, failed }));
    this.tell();
    if (!this.away) this.run();
    return answer;
  }

  /** Tries at once, as when the network or the person is back. */
  kick() {
    if (this.away) this.run();
  }

  async run() {
    if (this.isRunning) return;
    this.isRunning = true;
    clearTimeout(this.timer);
    while (this.waiting.length && (await this.first()));
    this.isRunning = false;
  }

  /** Whether the first was answered, so that the next can go. */
  async first() {
    const { request, done, failed } = this.waiting[0];
    try {
      done(await this.send(request));
      this.answered.set(request.guid, performance.now());
      this.waiting.shift();
    } catch (problem) {
      if (problem instanceof Away) return this.rest(problem);
      this.waiting.shift();
      failed(problem);
      if (request.makes) this.drop(request.guid, problem);
    }
    this.away = null;
    this.pause = FIRST;
    this.tell();
    return true;
  }

  rest(problem) {
    this.away = problem;
    this.timer = this.later(() => this.run(), this.pause ?? FIRST);
    this.pause = Math.min((this.pause ?? FIRST) * 2, LONGEST);
    this.tell();
    return false;
  }

  /** What was to be done with a coding that the server does not make. */
  drop(guid, problem) {
    const lost = this.waiting.filter(({ request }) => request.guid === guid);
    this.waiting = this.waiting.filter((each) => !lost.includes(each));
    for (const each of lost) each.failed(problem);
  }

  tell() {
    this.dispatchEvent(new Event("change"));
  }
}
