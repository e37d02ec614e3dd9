import { say } from "./sentences.js";

/** Who else has the transcript open: initials in the bar, the names for whoever hears or points at them. */
class PeopleHere extends HTMLElement {
  key = "[]";

  /** People are `[id, name, initials]`. */
  show(people) {
    const key = JSON.stringify(people);
    if (key === this.key) return;
    this.key = key;
    this.hidden = !people.length;
    this.replaceChildren(...people.map(([, name, initials]) => this.person(name, initials)));
  }

  person(name, initials) {
    const person = Object.assign(document.createElement("span"), { className: "initials", title: say.isHere(name) });
    const [seen, heard] = [document.createElement("span"), document.createElement("span")];
    seen.textContent = initials;
    seen.ariaHidden = "true";
    heard.textContent = say.isHere(name);
    heard.className = "visually-hidden";
    person.append(seen, heard);
    return person;
  }
}

customElements.define("people-here", PeopleHere);
