const REST = 350;

/**
 * Looks at the row of a list on which the mouse comes to rest. One that the list moves under a resting mouse is not looked
 * at, nor one that was just pressed until the mouse has been elsewhere: what the press led to is to be seen.
 */
export class Glancing {
  constructor(list, look) {
    Object.assign(this, { look, seen: null });
    list.addEventListener("pointermove", (event) => event.pointerType === "mouse" && this.wait(event.target.closest("[data-code]")));
    list.addEventListener("pointerdown", (event) => this.wait((this.seen = event.target.closest("[data-code]"))));
    list.addEventListener("pointerleave", () => this.leave());
  }

  wait(row) {
    clearTimeout(this.timer);
    if (!row || row === this.seen) return;
    this.timer = setTimeout(() => this.look(Number((this.seen = row).dataset.code)), REST);
  }

  leave() {
    clearTimeout(this.timer);
    this.seen = null;
    this.look(null);
  }
}
