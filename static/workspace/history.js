import { say } from "./sentences.js";

/** Who did what to a coding: asked for when it is opened, by the event `history`. */
class CodingHistory extends HTMLElement {
  begin(guid, moments) {
    this.moments = moments;
    const details = document.createElement("details");
    details.append(Object.assign(document.createElement("summary"), { textContent: say.history }));
    this.list = details.appendChild(Object.assign(document.createElement("ol"), { className: "inspector-history" }));
    details.addEventListener("toggle", () => {
      const detail = { guid, tell: (changes) => this.tell(changes) };
      if (details.open) this.dispatchEvent(new CustomEvent("history", { detail, bubbles: true }));
    });
    this.replaceChildren(details);
    return this;
  }

  /** What the server answers; `null` where it is away. */
  tell(changes) {
    const lines = changes?.map(({ at, by, what }) => [what, say.by(by, this.moments.said(at))]);
    const none = [[changes ? say.noHistory : say.noAnswer, ""]];
    this.list.replaceChildren(...(lines?.length ? lines : none).map(([what, who]) => {
      const line = document.createElement("li");
      line.append(what, Object.assign(document.createElement("small"), { textContent: who }));
      return line;
    }));
    this.scrollIntoView({ block: "nearest" });
  }
}

customElements.define("coding-history", CodingHistory);
