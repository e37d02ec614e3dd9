import { say } from "./sentences.js";

/** Says whether all is saved: in the bar for everybody, a failure also in a box that stays until it is read. */
export class Status {
  constructor(line, box) {
    this.line = line;
    this.box = box;
    this.waiting = 0;
    box.addEventListener("click", () => this.hint(""));
  }

  /** Shows the work's course: saving, then what was done, or the failure, which is thrown on. */
  async follow(work, done) {
    this.waiting += 1;
    this.show(say.saving, "busy");
    try {
      const answer = await work;
      this.waiting -= 1;
      if (!this.waiting) this.show(done);
      this.hint("");
      return answer;
    } catch (problem) {
      this.waiting -= 1;
      this.fail(problem.message);
      throw problem;
    }
  }

  show(text, manner = "") {
    this.line.className = `status ${manner}`;
    this.line.textContent = text;
  }

  /** A hint that changes nothing. */
  hint(text) {
    this.box.className = "toast";
    this.box.textContent = text;
    clearTimeout(this.hiding);
    this.hiding = setTimeout(() => (this.box.textContent = ""), 5000);
  }

  fail(text) {
    this.show(say.notSaved, "failed");
    this.hint(text);
    clearTimeout(this.hiding);
    this.box.className = "toast stays";
  }
}
