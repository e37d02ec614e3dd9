/** What a cell is written beside: passages that can be linked and quoted, or the summaries that it sums up. */
export class Beside {
  /** `link(mark)`, `put(text)` and `quote(passage, quoted)` do what the buttons say. */
  constructor(element, { link, put, quote }) {
    Object.assign(this, { element, link, put, quote });
    element.addEventListener("click", (event) => this.click(event));
    // A button that is pressed must not take the cursor out of the words.
    element.addEventListener("mousedown", (event) => event.target.closest("button") && event.preventDefault());
    this.offer();
  }

  show(html) {
    const focused = this.element.contains(document.activeElement) ? document.activeElement.value : null;
    // The server made this HTML, of texts that it escaped.
    this.element.innerHTML = html;
    this.offer();
    const passage = focused?.split(" ")[0];
    if (passage) [...this.element.querySelectorAll("[name=quoted]")].find(({ value }) => value.split(" ")[0] === passage)?.focus();
  }

  /** Buttons that need this script. */
  offer() {
    for (const button of this.element.querySelectorAll("button[hidden]")) button.hidden = false;
  }

  click(event) {
    const button = event.target.closest("button");
    if (!button) return;
    event.preventDefault();
    if (button.dataset.mark) this.link(button.dataset.mark);
    if (button.dataset.type) this.put(button.dataset.type);
    if (button.name === "quoted") this.quote(button.value.split(" ")[0], button.getAttribute("aria-pressed") !== "true");
  }

  /** Links the passage of this number; whether there is one. */
  linkNumber(number) {
    const button = this.element.querySelectorAll("[data-mark]")[number - 1];
    if (button) this.link(button.dataset.mark);
    return Boolean(button);
  }
}
