import { announce } from "./announcing.js";
import { say } from "./sentences.js";

/** Says whether all is saved: in the bar for everybody, a failure also in a box that stays until it is read. */
export class Status {
  constructor(line, box) {
    this.line = line;
    this.box = box;
    this.waiting = 0;
    this.hints = 0;
    box.addEventListener("click", ({ target }) => target.closest("a") || this.hint(""));
  }

  /** Shows the work's course: saving, then what was done, or the failure, which is thrown on. */
  async follow(work, done) {
    const { hints } = this;
    this.waiting += 1;
    this.showSaving();
    try {
      const answer = await work;
      this.waiting -= 1;
      if (!this.waiting) this.show(done);
      // What was said while it was on its way is yet to be read.
      if (!this.isAway && hints === this.hints) this.hint("");
      return answer;
    } catch (problem) {
      this.waiting -= 1;
      this.fail(problem.message);
      throw problem;
    }
  }

  showSaving() {
    if (this.isAway) this.show(say.waits(this.waiting), "away");
    else this.show(say.saving, "busy");
  }

  /** Follows the outbox: what waits for the server, and why it is away. */
  watch(outbox, login) {
    outbox.addEventListener("change", () => {
      const was = this.isAway;
      this.isAway = outbox.away !== null;
      if (this.waiting) this.showSaving();
      if (this.isAway && !was) this.warn(outbox.away, login);
      if (was && !this.isAway) this.hint(say.back);
    });
  }

  /** Says once that changes wait; with a way to log in again where that is what they wait for. */
  warn(away, login) {
    this.hint(away.loggedOut ? say.loggedOut : say.away, 10000);
    if (!away.loggedOut) return;
    clearTimeout(this.hiding);
    this.box.className = "toast stays";
    this.box.append(" ", Object.assign(document.createElement("a"), { href: login, target: "_blank", textContent: say.login }));
  }

  show(text, manner = "") {
    this.line.className = `status ${manner}`;
    this.line.textContent = text;
  }

  /** A hint that changes nothing. */
  hint(text, pause = 5000) {
    if (text) this.hints += 1;
    this.box.className = "toast";
    announce(this.box, text);
    clearTimeout(this.hiding);
    this.hiding = setTimeout(() => (this.box.textContent = ""), pause);
  }

  fail(text) {
    this.show(say.notSaved, "failed");
    this.hint(text);
    clearTimeout(this.hiding);
    this.box.className = "toast stays";
  }

  /** A failure with something that can be done about it. */
  offer(text, label, action) {
    this.fail(text);
    const button = Object.assign(document.createElement("button"), { type: "button", textContent: label });
    button.className = "link";
    button.addEventListener("click", action);
    this.box.append(" ", button);
  }
}
