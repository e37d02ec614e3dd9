import { Borders } from "./borders.js";
import { Caret } from "./caret.js";
import { Carrying } from "./carrying.js";
import { Codings } from "./codings.js";
import { Coder } from "./coder.js";
import { Digits } from "./digits.js";
import { Dragging } from "./dragging.js";
import { Guide } from "./guide.js";
import { Highlights } from "./highlights.js";
import { Keyboard } from "./keyboard.js";
import { KnownCodes, renewColours } from "./known.js";
import { Marking } from "./marking.js";
import { Qualifying } from "./qualifying.js";
import { say } from "./sentences.js";
import { Server } from "./server.js";
import { Slots } from "./slots.js";
import { Status } from "./status.js";
import { Stripes } from "./stripes.js";
import { Transcript } from "./transcript.js";
import "./floating.js";
import "./inspector.js";
import "./picker.js";
import "./reading.js";
import "./strip.js";
import "./tree.js";

/** Puts the workspace together: each part knows its own subject, this file who hears whom. */
const find = (selector) => document.querySelector(selector);
const facts = JSON.parse(find("#workspace-facts").textContent);
const transcript = new Transcript(find(".transcript"));
const codings = new Codings(facts.codings, facts.me);
const highlights = new Highlights(transcript);
const known = new KnownCodes(facts);
const stripes = new Stripes(transcript, codings, highlights, facts, known);
const marking = new Marking(transcript);
const caret = new Caret(transcript, marking);
const slots = new Slots(Digits.keptFor(facts), codings.recent());
slots.keepOnly((code) => known.isInUse(code));
const server = new Server(facts, find("[name=csrfmiddlewaretoken]").value);
const status = new Status(find("#saved"), find("#said"));
const speak = (text) => (find("#spoken").textContent = text);
const [tree, picker, inspector] = ["code-tree", "code-picker", "coding-inspector"].map(find);
const parts = { facts, codings, known, marking, caret, transcript, highlights, stripes, server, status, slots, speak, picker, tree };
const coder = new Coder(parts);
const guide = new Guide({ ...parts, coder });
const qualifying = new Qualifying({ ...parts, coder });
const borders = new Borders({ ...parts, coder, guide });

// The stripes hear first: they measure the page, which is cheap as long as nobody has written to it.
codings.addEventListener("added", ({ detail }) => stripes.add(detail));
codings.addEventListener("removed", ({ detail }) => stripes.remove(detail));
codings.addEventListener("changed", ({ detail }) => stripes.redress(detail));

tree.begin(facts, codings);
picker.begin(known, codings, slots);
inspector.begin({ facts, codings, transcript, known, qualifying });
find("coding-strip").begin(transcript, codings);
find("reading-state")?.begin({ server, status, codings, row: find(".neighbours [aria-current]") });
find("floating-code")?.begin(marking, transcript.root);
const digits = new Digits({ ...parts, coder });
new Dragging({ ...parts, coder });
new Carrying({ ...parts, coder });
new Keyboard({ ...parts, coder, guide, borders, digits, qualifying, help: find("#keys") });

let colours = find("link[data-colours]");
known.addEventListener("added", ({ detail }) => {
  tree.grow(detail, known.list[known.list.indexOf(detail) - 1]);
  colours = renewColours(colours, detail.pk);
  digits.later();
});

let dressed = null;
let showing = 0;
codings.addEventListener("chosen", ({ detail }) => {
  if (dressed) stripes.redress(dressed);
  if (detail) stripes.redress(detail);
  dressed = detail;
  highlights.only("chosen", detail);
  cancelAnimationFrame(showing);
  showing = requestAnimationFrame(() => look(null));
});
const tally = find("#tally");
const count = () => (tally.textContent = say.codings(codings.all.size));
for (const change of ["added", "removed"]) codings.addEventListener(change, count);
count();

marking.addEventListener("changed", () => {
  highlights.only("marked", marking.span);
  document.body.classList.toggle("has-marked", marking.span !== null);
});
tree.addEventListener("code", ({ detail }) => {
  marking.follow();
  if (!marking.span || !facts.may) return look(detail, true);
  if (isFolded()) find("#right").hidePopover();
  return coder.apply(detail, true);
});
tree.addEventListener("look", ({ detail }) => look(detail, false));
picker.addEventListener("pick", ({ detail: { act, coding, code, keep } }) => {
  if (act === "recode") coder.recode(coding, code);
  else coder.apply(code, keep);
});
picker.addEventListener("closed", () => marking.span && marking.put(marking.cursor));
picker.addEventListener("make", ({ detail: { name, parent, keep } }) => coder.make(name, parent, keep));
inspector.addEventListener("remove", () => coder.remove(codings.chosen));
inspector.addEventListener("qualify", ({ detail }) => coder.qualify(codings.chosen, detail));
inspector.addEventListener("choose", ({ detail }) => guide.reveal(detail));
for (const button of document.querySelectorAll("[data-act=code]")) {
  button.addEventListener("pointerdown", (event) => event.preventDefault());
  button.addEventListener("click", () => coder.openPicker());
}

/** Shows a code's rules; for good where it was asked for, otherwise as long as one looks. */
function look(code, stays) {
  if (stays) codings.choose(null);
  cancelAnimationFrame(showing);
  inspector.show(code === null ? codings.chosen : null, code);
  tree.choose(code ?? codings.chosen?.code);
}

transcript.root.addEventListener("click", (event) => {
  const button = event.target.closest(".stripe-button");
  if (button) showChosen(codings.all.get(button.dataset.guid), event.detail === 0);
  else if (document.getSelection().isCollapsed) guide.chooseAt(document.getSelection());
});

/** Where the codebook is folded away, it opens to show what was tapped; the keyboard goes on in what is shown. */
function showChosen(coding, byKeyboard) {
  coder.choose(coding);
  if (isFolded()) find("#right").showPopover();
  if (!byKeyboard) return;
  look(null);
  inspector.focus();
}

function isFolded() {
  return matchMedia("(max-width: 44rem)").matches;
}

for (const [begin, end] of [["pointerover", "pointerout"], ["focusin", "focusout"]]) {
  transcript.root.addEventListener(begin, (event) => lift(event.target.closest(".stripe-button")));
  transcript.root.addEventListener(end, () => lift(null));
}

/** Shows the words that a stripe under the pointer or the focus stands for. */
function lift(button) {
  highlights.only("lifted", button && codings.all.get(button.dataset.guid));
}

// Who leaves while a change is on its way is asked to wait for it.
window.addEventListener("beforeunload", (event) => status.waiting && event.preventDefault());

find(".neighbours [aria-current]").scrollIntoView({ block: "nearest" });
const asked = /^(\d{1,9})-(\d{1,9})$/.exec(new URLSearchParams(location.search).get("at") ?? "");
if (asked) {
  const [start, end] = [Number(asked[1]), Number(asked[2])];
  guide.show({ start, end: Math.min(end, transcript.length) });
  highlights.only("passage", { start, end });
}
document.documentElement.dataset.workspace = "ready";
