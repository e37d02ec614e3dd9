/** A list of excerpts to choose among, with help for all of one transcript; the form works without it. */
class ChoosingList extends HTMLElement {
  connectedCallback() {
    for (const button of this.querySelectorAll("[data-tick]")) {
      button.hidden = false;
      button.addEventListener("click", () => this.tick(button.closest("section")));
    }
    this.addEventListener("change", ({ target }) => {
      const section = target.closest("section");
      if (target.matches("[data-all]")) this.choose(section, target.value);
      // Once one excerpt is chosen on its own, the choice for all of them no longer tells the truth.
      else if (target.type === "radio") section.querySelector("[data-all]").value = "";
    });
    this.addEventListener("keydown", (event) => this.press(event));
  }

  choose(section, half) {
    for (const radio of section.querySelectorAll(`input[type="radio"][value="${half}"]`)) radio.checked = true;
  }

  tick(section) {
    const boxes = [...section.querySelectorAll('input[type="checkbox"]')];
    const on = boxes.some((box) => !box.checked);
    for (const box of boxes) box.checked = on;
  }

  /** 0, 1 and 2 choose for the excerpt whose choice has the focus, and go on to the next. */
  press(event) {
    const choice = event.target.closest("[data-choice]");
    if (!choice || !"012".includes(event.key) || event.ctrlKey || event.altKey || event.metaKey) return;
    event.preventDefault();
    const value = event.key === "0" ? "" : event.key;
    choice.querySelector(`input[value="${value}"]`).click();
    const choices = [...this.querySelectorAll("[data-choice]")];
    const next = choices[choices.indexOf(choice) + 1] ?? choice;
    next.querySelector("input:checked").focus();
  }
}

customElements.define("choosing-list", ChoosingList);
