import { wholeWords } from "./edges.js";

const SETTING = "workspace-snapping";

/**
 * What the mouse selects grows to whole words when the button is let go, since a letter too few is a slip far more often
 * than a wish; with Alt, or where it is switched off in the list of keys, the selection stays as it was drawn.
 */
export class Snapping {
  constructor({ transcript, marking, help }) {
    Object.assign(this, { transcript, marking });
    this.choice = help.querySelector("[name=snapping]");
    this.choice.checked = localStorage.getItem(SETTING) !== "off";
    this.choice.addEventListener("change", () => this.keep());
    transcript.root.addEventListener("pointerdown", (event) => this.press(event));
  }

  keep() {
    if (this.choice.checked) localStorage.removeItem(SETTING);
    else localStorage.setItem(SETTING, "off");
  }

  press(event) {
    if (event.button !== 0 || event.pointerType !== "mouse") return;
    const before = this.marking.span;
    this.listening?.abort();
    this.listening = new AbortController();
    document.addEventListener("pointerup", (next) => this.release(next, before), { once: true, signal: this.listening.signal });
  }

  release(event, before) {
    this.marking.follow();
    const { span, cursor } = this.marking;
    if (event.altKey || !this.choice.checked || !span || isSame(span, before)) return;
    const whole = wholeWords(this.transcript, span);
    if (isSame(whole, span)) return;
    const isBack = cursor.head < cursor.anchor;
    this.marking.put(isBack ? { anchor: whole.end, head: whole.start } : { anchor: whole.start, head: whole.end });
  }
}

const isSame = (one, other) => one.start === other?.start && one.end === other.end;
