const KEY = "theme";
const root = document.documentElement;

/** Light, dark or, with anything else, what the system says. */
function wear(theme) {
  if (theme === "light" || theme === "dark") root.dataset.theme = theme;
  else delete root.dataset.theme;
}

wear(localStorage.getItem(KEY));

/** Buttons with the values "", "light" and "dark"; shown only where this script runs. */
class ThemeChoice extends HTMLElement {
  connectedCallback() {
    this.hidden = false;
    this.addEventListener("click", (event) => this.choose(event.target.closest("button")));
    this.show();
  }

  choose(button) {
    if (!button) return;
    if (button.value) localStorage.setItem(KEY, button.value);
    else localStorage.removeItem(KEY);
    wear(button.value);
    this.show();
  }

  show() {
    for (const button of this.querySelectorAll("button")) {
      button.ariaPressed = String(button.value === (root.dataset.theme ?? ""));
    }
  }
}

customElements.define("theme-choice", ThemeChoice);
