import { announce } from "./announcing.js";
import { Borders } from "./borders.js";
import { Caret } from "./caret.js";
import { Carrying } from "./carrying.js";
import { Codebook } from "./codebook.js";
import { Coder } from "./coder.js";
import { Codings } from "./codings.js";
import { Digits } from "./digits.js";
import { Dragging } from "./dragging.js";
import { Guide } from "./guide.js";
import { Highlights } from "./highlights.js";
import { Keyboard } from "./keyboard.js";
import { KnownCodes } from "./known.js";
import { Live } from "./live.js";
import { Looking } from "./looking.js";
import { Marking } from "./marking.js";
import { WorkspaceMemos } from "./memos.js";
import { Neighbours } from "./neighbours.js";
import { Qualifying } from "./qualifying.js";
import { ReadTurns } from "./read_turns.js";
import { say } from "./sentences.js";
import { Seeing } from "./seeing.js";
import { Server } from "./server.js";
import { Slots } from "./slots.js";
import { Snapping } from "./snapping.js";
import { Status } from "./status.js";
import { Stripes } from "./stripes.js";
import { Transcript } from "./transcript.js";
import { Turning } from "./turning.js";
import { Unsent } from "./unsent.js";
import "./exemplars.js";
import "./find.js";
import "./floating.js";
import "./inspector.js";
import "./people.js";
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
const speak = (text) => announce(find("#spoken"), text);
const [tree, picker, inspector] = ["code-tree", "code-picker", "coding-inspector"].map(find);
const parts = { facts, codings, known, marking, caret, transcript, highlights, stripes, server, status, slots, speak, picker, tree };
const coder = new Coder(parts);
const reads = new ReadTurns({ facts, transcript, codings, server, status });
const guide = new Guide({ ...parts, coder, reads });
const qualifying = new Qualifying({ ...parts, coder });
const borders = new Borders({ ...parts, coder, guide });
const row = find(".neighbours [aria-current]");

// The stripes hear first: they measure the page, which is cheap as long as nobody has written to it.
codings.addEventListener("added", ({ detail }) => stripes.add(detail));
codings.addEventListener("removed", ({ detail }) => stripes.remove(detail));
codings.addEventListener("changed", ({ detail }) => stripes.redress(detail));
codings.addEventListener("renewed", () => stripes.renew());

tree.begin(facts, codings, known);
picker.begin(parts);
inspector.begin({ facts, codings, transcript, known, qualifying });
find("code-exemplars").begin({ facts, codes: known, server, status, marking, inspector, transcript });
const memos = new WorkspaceMemos({ facts, codings, status, panel: find("memo-panel"), title: find("#memos-title") });
find("coding-strip").begin(transcript, codings);
find("find-bar").begin({ transcript, highlights, marking, guide, server });
find("floating-code")?.begin(marking, transcript.root);
find("reading-state")?.begin({ server, status, codings, reads, row });
const seeing = new Seeing({ known, status, line: find(".spotlight") });
guide.isShown = ({ code }) => seeing.shows(code);
const looking = new Looking({ codings, inspector, memos, tree });
const digits = new Digits({ ...parts, coder });
for (const change of ["added", "renewed"]) known.addEventListener(change, () => digits.again());
known.addEventListener("renewed", () => slots.keepOnly((code) => known.isInUse(code)));
new Snapping({ transcript, marking, help: find("#keys") });
new Dragging({ ...parts, coder });
new Carrying({ ...parts, coder });
const looks = {
  spotlight: () => looking.caughtUp(() => seeing.spotlight()),
  memo: () => looking.caughtUp(() => memos.write()),
  times: () => seeing.times(),
  find: () => find("find-bar").open(),
  looked: () => looking.caughtUp(() => seeing.looked),
};
new Keyboard({ ...parts, ...looks, coder, guide, borders, digits, qualifying, reads, help: find("#keys") });

let dressed = null;
codings.addEventListener("chosen", ({ detail }) => {
  if (dressed) stripes.redress(dressed);
  if (detail) stripes.redress(detail);
  dressed = detail;
  highlights.only("chosen", detail);
  looking.turn(detail);
});
const tally = find("#tally");
const count = () => (tally.textContent = say.codings(codings.all.size));
for (const change of ["added", "removed", "renewed"]) codings.addEventListener(change, count);
count();

marking.addEventListener("changed", () => {
  highlights.only("marked", marking.span);
  document.body.classList.toggle("has-marked", marking.span !== null);
});
tree.addEventListener("code", ({ detail }) => {
  marking.follow();
  if (!marking.span || !facts.may) return looking.stay(detail);
  if (isFolded()) find("#right").hidePopover();
  return coder.apply(detail, true);
});
tree.addEventListener("look", ({ detail }) => looking.at(detail));
picker.addEventListener("pick", ({ detail: { act, coding, code, keep } }) => {
  if (act === "recode") coder.recode(coding, code);
  else coder.apply(code, keep);
});
picker.addEventListener("closed", () => marking.span && marking.put(marking.cursor));
picker.addEventListener("make", ({ detail: { act, coding, keep, ...wish } }) => {
  if (act === "recode") coder.recodeAnew(coding, wish);
  else coder.make(wish, keep);
});
picker.addEventListener("pin", ({ detail: { digit, code } }) => digits.pin(digit, code));
inspector.addEventListener("remove", () => coder.remove(codings.chosen));
inspector.addEventListener("recode", () => coder.openRecode());
inspector.addEventListener("qualify", ({ detail }) => coder.qualify(codings.chosen, detail));
inspector.addEventListener("spotlight", ({ detail }) => seeing.spotlight(detail));
inspector.addEventListener("history", ({ detail: { guid, tell } }) => {
  server.ask(`/codings/${guid}/history`).then(tell, () => tell(null));
});
inspector.addEventListener("choose", ({ detail }) => guide.reveal(detail));
for (const button of document.querySelectorAll("[data-act=code]")) {
  button.addEventListener("pointerdown", (event) => event.preventDefault());
  button.addEventListener("click", () => coder.openPicker());
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
  looking.settle();
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
status.watch(server.outbox, find("#saved").dataset.login);
new Unsent(server.outbox, codings, stripes);
const codebook = new Codebook({ ...parts, qualifying, colours: find("link[data-colours]") });
const live = new Live({ facts, server, codings, codebook, people: find("people-here") });
new Turning({ server, status, live, codings, guide, slots });
// How often codes are used in all of the study takes the longer the larger it is: nobody waits for it to begin to read.
const countStudy = () => server.ask("/codes/counts").then((counts) => tree.showStudy(counts), () => {});
setTimeout(countStudy, 1500);
document.addEventListener("verbatim:news", ({ detail }) => detail.codebook && countStudy());

new Neighbours(row);
const asked = /^(\d{1,9})-(\d{1,9})$/.exec(new URLSearchParams(location.search).get("at") ?? "");
if (asked) {
  const [start, end] = [Number(asked[1]), Number(asked[2])];
  guide.show({ start, end: Math.min(end, transcript.length) });
  highlights.only("passage", { start, end });
}
document.documentElement.dataset.workspace = "ready";
