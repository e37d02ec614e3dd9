/**
 * Ticks all or none of the boxes of its form, and says how many are ticked; `of` is their name, `hit` unless said.
 * Without script each is ticked by hand.
 */
class TickAll extends HTMLElement {
  connectedCallback() {
    const name = this.getAttribute("of") ?? "hit";
    this.boxes = [...this.closest("form").querySelectorAll(`input[name=${name}]`)];
    for (const button of this.querySelectorAll("button")) {
      button.hidden = false;
      button.addEventListener("click", () => this.tick(button.name === "all"));
    }
    this.closest("form").addEventListener("change", () => this.count());
    this.count();
  }

  tick(wanted) {
    for (const box of this.boxes) box.checked = wanted;
    this.count();
  }

  count() {
    const ticked = this.boxes.filter((box) => box.checked).length;
    const output = this.querySelector("output");
    output.textContent = ticked === 1 ? output.dataset.one : output.dataset.many.replace("%", ticked);
  }
}

customElements.define("tick-all", TickAll);
