import { cycled } from "./cycling.js";
import { say } from "./sentences.js";

/** The qualifiers of the project, each with a key that gives the chosen coding the next of the values. */
export class Qualifying {
  constructor(parts) {
    Object.assign(this, parts);
    this.renew(this.facts.qualifiers);
  }

  /** Takes over the qualifiers as they now stand. */
  renew(qualifiers) {
    this.all = qualifiers;
    if (this.facts.may) this.list(document.querySelector("[data-keys=qualifiers]"));
  }

  get letters() {
    return this.all.map(({ key }) => key);
  }

  cycle(at) {
    const coding = this.coder.own();
    if (!coding) return;
    const { name, values } = this.all[at];
    const next = cycled(coding.values, values);
    const held = values.find(({ pk }) => next.includes(pk));
    this.coder.qualify(coding, next);
    this.coder.choose(coding);
    this.speak(say.qualified(name, held?.name));
  }

  /** Puts the keys of the qualifiers into the list of keys. */
  list(part) {
    part.hidden = !this.all.length;
    const rows = this.all.map(({ name, key }) => {
      const row = document.createElement("div");
      const term = document.createElement("dt");
      term.append(Object.assign(document.createElement("kbd"), { textContent: key.toUpperCase() }));
      row.append(term, Object.assign(document.createElement("dd"), { textContent: name }));
      return row;
    });
    part.querySelector("dl").replaceChildren(...rows);
  }
}
