import { Moments } from "../js/moments.js";
import "./history.js";
import { asOneStop } from "./toolbar.js";
import { say } from "./sentences.js";

/**
 * Under the codebook: the chosen coding with who made it, when and its qualifiers, or a code with its rules. Asks by
 * `remove`, `recode`, `qualify` and `choose`.
 */
class CodingInspector extends HTMLElement {
  begin({ facts, codings, transcript, known, qualifying }) {
    Object.assign(this, { facts, codings, transcript, known, qualifying, shown: [null, null] });
    this.moments = new Moments(facts.zone);
    this.hint = this.innerHTML;
    this.addEventListener("click", (event) => this.click(event));
    this.addEventListener("scroll", () => (this.isScrolled = true), { passive: true });
    this.addEventListener("change", () => this.ask("qualify", this.values()));
    known.addEventListener("renewed", () => this.contains(document.activeElement) || this.show(...this.shown));
  }

  ask(what, detail) {
    this.dispatchEvent(new CustomEvent(what, { detail }));
  }

  click(event) {
    const button = event.target.closest("button");
    if (button?.name === "remove") this.ask("remove");
    if (button?.name === "recode") this.ask("recode");
    if (button?.name === "spotlight") this.ask("spotlight", Number(button.value));
    if (button?.name === "choose") this.ask("choose", this.codings.all.get(button.value));
  }

  values() {
    return [...this.querySelectorAll("select")].map((choice) => Number(choice.value)).filter(Boolean);
  }

  /** What is chosen: a coding, else a code, else how to begin. */
  show(coding, code) {
    const hadFocus = this.contains(document.activeElement);
    this.shown = [coding, code];
    if (coding) this.replaceChildren(...this.codingParts(coding));
    else if (code) this.replaceChildren(...this.codeParts(this.known.get(code)));
    else this.innerHTML = this.hint;
    if (this.isScrolled) this.scrollTop = 0;
    this.ask("shown", { code: coding?.code ?? code ?? null, coding });
    if (hadFocus) this.focus();
  }

  codingParts(coding) {
    const code = this.known.get(coding.code);
    const [coder] = this.facts.coders[coding.coder] ?? [""];
    const when = this.moments.said(coding.made);
    const isOwn = this.codings.isOwn(coding) && this.facts.may;
    return [
      this.title(code),
      element("p", "inspector-by", say.by(coder, when, coding.isAuto)),
      this.qualifiers(coding, isOwn),
      this.actions(code, isOwn),
      ...this.rules(code),
      ...this.others(coding),
      document.createElement("coding-history").begin(coding.guid, this.moments),
    ];
  }

  codeParts(code) {
    return [this.title(code), ...this.rules(code), this.actions(code, false)];
  }

  title(code) {
    const head = element("h2", `inspector-title code-${code.pk}`);
    head.append(element("span", "swatch"), element("span", "", code.name));
    if (code.path) head.append(element("small", "", code.path));
    return head;
  }

  rules(code) {
    const parts = code.rules.flatMap((rule, index) => {
      if (!rule) return [];
      const part = element("p", "inspector-rule");
      if (say.rules[index]) part.append(element("b", "", say.rules[index]), " ");
      part.append(rule);
      return [part];
    });
    return parts.length ? parts : [element("p", "inspector-rule soft", say.noRules)];
  }

  qualifiers(coding, isOwn) {
    const list = element("div", "inspector-qualifiers");
    for (const { name, key, values } of this.qualifying.all) {
      const held = values.find(({ pk }) => coding.values.includes(pk));
      const offered = values.filter((value) => !value.retired || value === held);
      if (isOwn && offered.length) list.append(this.choice(name, key, offered, held));
      else if (held) list.append(element("span", "tag", `${name}: ${held.name}`));
    }
    return list;
  }

  choice(name, key, offered, held) {
    const label = element("label", "", name);
    if (key) label.append(" ", Object.assign(element("kbd", "", key.toUpperCase()), { ariaHidden: "true" }));
    const choice = document.createElement("select");
    choice.append(new Option("–", ""));
    for (const value of offered) choice.append(new Option(saidOf(value), value.pk, false, value === held));
    label.append(choice);
    return label;
  }

  others(coding) {
    const others = this.codings.touching(coding.start, coding.end).filter((each) => each !== coding);
    if (!others.length) return [];
    const list = element("ul", "inspector-others");
    for (const other of others) {
      const [coder] = this.facts.coders[other.coder] ?? [""];
      const button = element("button", `link code-${other.code}`);
      Object.assign(button, { type: "button", name: "choose", value: other.guid });
      button.append(element("span", "swatch"), element("span", "", this.known.name(other.code)));
      const item = document.createElement("li");
      item.append(button, element("small", "soft", this.facts.several ? coder : ""));
      list.append(item);
    }
    return [element("h3", "", say.alsoHere), list];
  }

  /** One stop for Tab; arrows go on from there. */
  actions(code, isOwn) {
    const row = Object.assign(element("div", "actions"), { role: "toolbar", ariaLabel: say.toDo });
    if (isOwn) row.append(doer("recode", say.recode), doer("remove", say.remove, "danger"));
    row.append(Object.assign(doer("spotlight", say.spotlight), { value: code.pk }));
    for (const [address, text] of [[this.dataset.excerpts, say.excerpts], [this.dataset.entry, say.entry]]) {
      if (address) row.append(Object.assign(element("a", "button small", text), { href: address.replace("987654321", code.pk) }));
    }
    return asOneStop(row);
  }
}

const saidOf = ({ name, retired }) => (retired ? say.notOffered(name) : name);

/** A button that asks for what it is called. */
function doer(name, text, manner = "") {
  return Object.assign(element("button", `small ${manner}`.trim(), text), { type: "button", name });
}

function element(name, className, text) {
  const made = document.createElement(name);
  if (className) made.className = className;
  if (text) made.textContent = text;
  return made;
}

customElements.define("coding-inspector", CodingInspector);
