import { TAKEN } from "./keys.js";
import { cycled, lettersFor } from "./letters.js";
import { say } from "./sentences.js";

/** One key for each qualifier of the project: it gives the chosen coding the next of the values. */
export class Qualifying {
  constructor(parts) {
    Object.assign(this, parts);
    this.qualifiers = this.facts.qualifiers;
    this.letters = lettersFor(this.qualifiers.map(([name]) => name), TAKEN);
    if (this.facts.may) this.list(document.querySelector("[data-keys=qualifiers]"));
  }

  letter(name) {
    return this.letters[this.qualifiers.findIndex(([each]) => each === name)];
  }

  cycle(at) {
    const coding = this.coder.own();
    if (!coding) return;
    const [name, values] = this.qualifiers[at];
    const next = cycled(coding.values, values.map(([pk]) => pk));
    const held = values.find(([pk]) => next.includes(pk));
    this.coder.qualify(coding, next);
    this.coder.choose(coding);
    this.speak(say.qualified(name, held?.[1]));
  }

  /** Puts the keys of the qualifiers into the list of keys. */
  list(part) {
    part.hidden = !this.qualifiers.length;
    const rows = this.qualifiers.map(([name], index) => {
      const row = document.createElement("div");
      const key = document.createElement("dt");
      key.append(Object.assign(document.createElement("kbd"), { textContent: this.letters[index]?.toUpperCase() ?? "" }));
      row.append(key, Object.assign(document.createElement("dd"), { textContent: name }));
      return row;
    });
    part.querySelector("dl").append(...rows);
  }
}
