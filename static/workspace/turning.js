import { Away } from "./outbox.js";
import { say } from "./sentences.js";

/** Undo and redo in the workspace: without leaving it, and seen at once. */
export class Turning {
  constructor(parts) {
    Object.assign(this, parts);
    document.addEventListener("turn", (event) => {
      event.preventDefault();
      this.turn(event.detail);
    });
  }

  async turn(way, before) {
    if (this.isTurning) return;
    this.isTurning = true;
    this.status.show(say.saving, "busy");
    try {
      const done = await this.server.turn(way, before);
      this.status.hint("");
      this.status.show(way === "undo" ? say.undone(done.said) : say.redone(done.said));
      this.live.now();
    } catch (problem) {
      this.refuse(problem, way);
    }
    this.isTurning = false;
  }

  refuse(problem, way) {
    if (problem.act && way === "undo") this.status.offer(problem.message, say.undoBefore, () => this.turn("undo", problem.act));
    else this.status.fail(problem instanceof Away && !problem.loggedOut ? say.notTurned : problem.message);
    this.status.show(say.nothingTurned(way), "failed");
  }
}
