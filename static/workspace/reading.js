import { say } from "./sentences.js";

/** How far one is with the transcript: saved when it is chosen; without script its form has a button. */
class ReadingState extends HTMLElement {
  begin(server, status) {
    this.querySelector("form").addEventListener("change", async (event) => {
      const state = event.target.value;
      const name = event.target.closest("label").textContent.trim();
      try {
        await status.follow(server.markReading(state), say.saved(name));
        this.saved = event.target;
      } catch {
        this.saved.checked = true;
      }
    });
    this.saved = this.querySelector(":checked");
  }
}

customElements.define("reading-state", ReadingState);
