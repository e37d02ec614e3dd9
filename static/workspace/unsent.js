import { say } from "./sentences.js";

/** Marks on their stripes the codings of which a change waits for a server that is away. */
export class Unsent {
  constructor(outbox, codings, stripes) {
    Object.assign(this, { outbox, codings, stripes });
    outbox.addEventListener("change", () => this.show());
    codings.addEventListener("added", () => this.show());
  }

  show() {
    if (!this.outbox.away && !this.wasAway) return;
    this.wasAway = Boolean(this.outbox.away);
    for (const coding of this.codings.all.values()) this.mark(coding, this.wasAway && this.outbox.has(coding.guid));
  }

  mark(coding, isUnsent) {
    if (Boolean(coding.isUnsent) === isUnsent) return;
    coding.isUnsent = isUnsent;
    for (const button of this.stripes.buttons(coding)) {
      button.classList.toggle("unsent", isUnsent);
      button.ariaDescription = isUnsent ? say.unsent : null;
    }
  }
}
