import { sure } from "./completing.js";
import { say } from "./sentences.js";

const LOOKS = { "": "state", "in progress": "state busy", complete: "state good" };

/**
 * How far one is with the transcript: saved when it is chosen; without script its form has a button. The list of
 * transcripts says the same, with the share read and how many codings of one's own there are.
 */
class ReadingState extends HTMLElement {
  begin({ server, status, codings, reads, row }) {
    Object.assign(this, { server, reads, row });
    this.dialog = document.querySelector("#unread");
    this.saved = this.querySelector(":checked");
    this.own = Number(row.querySelector("b").textContent);
    this.querySelector("form").addEventListener("change", (event) => this.send(event.target, status));
    codings.addEventListener("added", ({ detail }) => codings.isOwn(detail) && this.count(1));
    codings.addEventListener("removed", ({ detail }) => codings.isOwn(detail) && this.count(-1));
    codings.addEventListener("saved", () => this.start());
    reads.addEventListener("begun", () => this.start());
    reads.addEventListener("changed", () => this.show());
    reads.addEventListener("renewed", ({ detail }) => this.keep(this.querySelector(`[value="${detail}"]`)));
    this.show();
  }

  /** By key: complete, or no longer. */
  complete() {
    const value = this.saved.value === "complete" ? "in progress" : "complete";
    this.querySelector(`[value="${value}"]`).click();
  }

  async send(choice, status) {
    try {
      const closes = choice.value === "complete" && (await this.closes());
      if (choice.value === "complete" && !(await this.isSure(closes))) throw new Error("not complete yet");
      await status.follow(this.server.markReading(choice.value, closes), say.saved(nameOf(choice)));
      this.keep(choice);
      if (closes) location.assign(this.dialog.dataset.round);
    } catch {
      this.saved.checked = true;
    }
  }

  /** Whether the round closes with it: the server knows whether all others are done. */
  async closes() {
    if (!this.dialog.dataset.round) return false;
    const known = await this.server.ask(`${this.server.here}/reading`).catch(() => null);
    return Boolean(known?.closes);
  }

  /** Turns that are unread may stay so, but not unnoticed; nor does a round close by surprise. */
  async isSure(closes) {
    const { unread } = this.reads;
    return (!unread.length && !closes) || sure(this.dialog, unread, closes);
  }

  /** With the first coding or mark the server takes the transcript for begun. */
  start() {
    if (!this.saved.value) this.keep(this.querySelector("[value='in progress']"));
  }

  keep(choice) {
    this.saved = choice;
    choice.checked = true;
    this.show();
  }

  show() {
    const { value } = this.saved;
    const { percent } = this.reads;
    const state = this.row.querySelector(".state");
    state.className = LOOKS[value];
    state.textContent = value === "in progress" ? say.share(percent) : nameOf(this.saved);
    this.row.querySelector("progress").value = value === "complete" ? 100 : percent;
    document.querySelector("#share").textContent = say.share(percent);
  }

  count(more) {
    this.own += more;
    this.row.querySelector("b").textContent = this.own;
    this.row.querySelector("b + span").textContent = say.unit(this.own);
    this.row.querySelector(".neighbour-count").hidden = !this.own;
  }
}

function nameOf(choice) {
  return choice.closest("label").textContent.trim();
}

customElements.define("reading-state", ReadingState);
