import { branchOf } from "./branches.js";
import { say } from "./sentences.js";
import { spotlightRules } from "./spotlight.js";

const TIMES = "workspace-times";

/** What of it all is seen: one code in the spotlight while the others fade, and time marks or none. */
export class Seeing {
  constructor({ known, status, line }) {
    Object.assign(this, { known, status, line });
    this.sheet = new CSSStyleSheet();
    this.lit = null;
    this.branch = null;
    document.adoptedStyleSheets.push(this.sheet);
    line.querySelector("button").addEventListener("click", () => this.light(null));
    known.addEventListener("renewed", () => this.light(this.lit));
    this.box = document.querySelector("[name=times]");
    this.box?.addEventListener("change", () => this.showTimes(this.box.checked));
    this.showTimes(localStorage.getItem(TIMES) !== "off");
  }

  /** The code that is looked at, or nothing if it is in the spotlight already. */
  spotlight(code = this.looked) {
    if (!code && !this.lit) return this.status.hint(say.spotlightWhat);
    return this.light(code === this.lit ? null : code);
  }

  /** Whether a code is seen: in the spotlight, where one is. */
  shows(pk) {
    return !this.branch || this.branch.has(pk);
  }

  get looked() {
    return Number(document.querySelector(".code-rows [aria-selected=true]")?.dataset.code) || this.lit;
  }

  light(pk) {
    const code = this.known.get(pk);
    this.lit = code ? pk : null;
    const lit = code ? branchOf(this.known.list, pk) : null;
    this.branch = lit;
    this.sheet.replaceSync(lit ? spotlightRules([...this.known.byPk.keys()], lit) : "");
    this.line.hidden = !code;
    this.line.className = code ? `spotlight code-${pk}` : "spotlight";
    this.line.querySelector(".code-name").textContent = code ? say.spotlit(code.name, lit.size - 1) : "";
  }

  times() {
    this.showTimes(document.documentElement.dataset.times === "off");
  }

  showTimes(wanted) {
    document.documentElement.dataset.times = wanted ? "on" : "off";
    if (wanted) localStorage.removeItem(TIMES);
    else localStorage.setItem(TIMES, "off");
    if (this.box) this.box.checked = wanted;
  }
}
