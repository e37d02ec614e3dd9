import { Away } from "./outbox.js";
import { say } from "./sentences.js";

/** Undo and redo in the workspace: without leaving it, and seen at once. What was done elsewhere is asked for first. */
export class Turning {
  constructor(parts) {
    Object.assign(this, parts);
    this.dialog = document.querySelector("#elsewhere");
    this.wishes = [];
    document.addEventListener("turn", (event) => {
      event.preventDefault();
      this.turn(event.detail);
    });
    this.dialog.addEventListener("close", () => this.dialog.returnValue === "sure" && this.turn("undo", { act: this.asked }));
  }

  /**
   * `wish`: `before` an act that stands in the way, or just the one `act` that the person was asked about. One after the
   * other, however fast the keys come; what was refused ends them.
   */
  async turn(way, wish = {}) {
    this.wishes.push([way, wish]);
    if (this.wishes.length > 1) return;
    while (this.wishes.length) {
      const done = await this.turnOnce(...this.wishes[0]);
      if (done) this.wishes.shift();
      else this.wishes = [];
    }
  }

  async turnOnce(way, wish) {
    this.status.show(say.saving, "busy");
    try {
      await this.tell(way, await this.server.turn(way, wish));
    } catch (problem) {
      this.refuse(problem, way);
      return false;
    }
    return true;
  }

  async tell(way, done) {
    const isUndo = way === "undo";
    this.status.show(isUndo ? say.turnedBack : say.turnedAgain);
    this.status.hint(isUndo ? say.undone(done.said) : say.redone(done.said));
    if (done.verb === "applied" && done.code) this.slots[isUndo ? "unuse" : "use"](done.code);
    const comesBack = done.kind === "coding" && isUndo === (done.verb === "removed");
    if (comesBack) this.chooseOnceHere(done.coding);
    this.live.now();
  }

  /** The coding that is put back is the chosen one again. */
  chooseOnceHere(guid) {
    const hear = () => {
      const coding = this.codings.all.get(guid);
      if (coding) this.guide.arrive(coding);
      if (coding) document.removeEventListener("verbatim:news", hear);
    };
    document.addEventListener("verbatim:news", hear);
    setTimeout(() => document.removeEventListener("verbatim:news", hear), 5000);
  }

  refuse(problem, way) {
    if (problem.elsewhere) return this.ask(problem);
    if (problem.act && way === "undo") this.status.offer(problem.message, say.undoBefore, () => this.turn("undo", { before: problem.act }));
    else this.status.fail(problem instanceof Away && !problem.loggedOut ? say.notTurned : problem.message);
    return this.status.show(say.nothingTurned(way), "failed");
  }

  ask({ message, act }) {
    this.asked = act;
    this.status.show(say.nothingTurned("undo"));
    this.dialog.querySelector(".elsewhere-what").textContent = message;
    this.dialog.returnValue = "";
    this.dialog.showModal();
  }
}
