import { pauseOf } from "./pace.js";

const SAYS_HERE = 15000;

/**
 * Keeps the page with the others': asks the server for news, takes over codings and the codebook, says that the person
 * is here and shows who else is. Fires `verbatim:news` on the document, its detail the news.
 */
export class Live {
  constructor(parts) {
    Object.assign(this, parts);
    this.since = this.facts.last;
    this.failures = 0;
    this.polls = 0;
    document.addEventListener("visibilitychange", () => document.hidden || this.now());
    window.addEventListener("online", () => this.now());
    window.addEventListener("pagehide", () => this.say("DELETE"));
    window.addEventListener("pageshow", (event) => event.persisted && this.say("POST"));
    this.say("POST");
    setInterval(() => document.hidden || this.say("POST"), SAYS_HERE);
    this.now();
  }

  /** Asks at once, and again after an answer that is already on its way. */
  now() {
    clearTimeout(this.timer);
    if (this.isAsking) this.isAskedAgain = true;
    else this.ask();
  }

  async ask() {
    this.isAsking = true;
    try {
      const asked = performance.now();
      await this.hear(await this.server.ask(this.address()), asked);
      this.failures = 0;
    } catch {
      this.failures += 1;
    }
    this.isAsking = false;
    const pause = this.isAskedAgain ? 0 : pauseOf({ hidden: document.hidden, failures: this.failures });
    this.isAskedAgain = false;
    this.timer = setTimeout(() => this.ask(), pause);
  }

  address() {
    const here = this.polls++ % 2 ? "" : "&here=1";
    return `${this.server.here}/news?since=${this.since}&coders=${this.facts.shown}${here}`;
  }

  async hear(news, asked) {
    if (news.here) this.people.show(news.here);
    if (news.last === this.since) return;
    const { outbox } = this.server;
    const touched = [...news.gone, ...news.codings.map(([guid]) => guid)];
    const isMine = (guid) => outbox.has(guid, asked);
    const isWhole = !touched.some(isMine);
    if (news.still !== null) this.codebook.stand(news.still);
    if (news.codebook) await this.codebook.renew(news.last);
    if (news.whole) this.codings.renew(news.codings, isMine);
    else this.codings.catchUp(news.codings, news.gone, isMine);
    // What was passed over, since a change of one's own is on its way, is asked for once more.
    if (isWhole) this.since = news.last;
    document.dispatchEvent(new CustomEvent("verbatim:news", { detail: news }));
  }

  /** That one has the transcript open, or leaves it. */
  say(method) {
    this.server.send({ method, path: `${this.server.here}/here`, keepalive: true }).catch(() => {});
  }
}
