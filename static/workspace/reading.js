import { say } from "./sentences.js";

const LOOKS = { "": "state", "in progress": "state busy", complete: "state good" };

/**
 * How far one is with the transcript: saved when it is chosen; without script its form has a button. The list of
 * transcripts says the same, and how many codings of one's own there are.
 */
class ReadingState extends HTMLElement {
  begin({ server, status, codings, row }) {
    this.row = row;
    this.saved = this.querySelector(":checked");
    this.own = Number(row.querySelector("b").textContent);
    this.querySelector("form").addEventListener("change", (event) => this.send(event.target, server, status));
    codings.addEventListener("added", ({ detail }) => codings.isOwn(detail) && this.count(1));
    codings.addEventListener("removed", ({ detail }) => codings.isOwn(detail) && this.count(-1));
    codings.addEventListener("saved", () => this.start());
  }

  async send(choice, server, status) {
    try {
      await status.follow(server.markReading(choice.value), say.saved(nameOf(choice)));
      this.keep(choice);
    } catch {
      this.saved.checked = true;
    }
  }

  /** With the first coding the server takes the transcript for begun. */
  start() {
    if (!this.saved.value) this.keep(this.querySelector("[value='in progress']"));
  }

  keep(choice) {
    this.saved = choice;
    choice.checked = true;
    const state = this.row.querySelector(".state");
    state.className = LOOKS[choice.value];
    state.textContent = nameOf(choice);
  }

  count(more) {
    this.own += more;
    this.row.querySelector("b").textContent = this.own;
    this.row.querySelector(".neighbour-count").hidden = !this.own;
  }
}

function nameOf(choice) {
  return choice.closest("label").textContent.trim();
}

customElements.define("reading-state", ReadingState);
