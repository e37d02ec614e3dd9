import { Codebook } from "./codebook.js";
import { Codings } from "./codings.js";
import { Coder } from "./coder.js";
import { Highlights } from "./highlights.js";
import { Keyboard } from "./keyboard.js";
import { Live } from "./live.js";
import { Marking } from "./marking.js";
import { WorkspaceMemos } from "./memos.js";
import { say } from "./sentences.js";
import { Seeing } from "./seeing.js";
import { Server } from "./server.js";
import { Status } from "./status.js";
import { Stripes } from "./stripes.js";
import { Transcript } from "./transcript.js";
import "./exemplars.js";
import { Turning } from "./turning.js";
import { Unsent } from "./unsent.js";
import "./find.js";
import "./inspector.js";
import "./people.js";
import "./picker.js";
import { ReadTurns } from "./read_turns.js";
import "./reading.js";
import "./strip.js";
import "./tree.js";

/** Puts the workspace together: each part knows its own subject, this file who hears whom. */
const find = (selector) => document.querySelector(selector);
const facts = JSON.parse(find("#workspace-facts").textContent);
const transcript = new Transcript(find(".transcript"));
const codings = new Codings(facts.codings, facts.me);
const highlights = new Highlights(transcript);
const stripes = new Stripes(transcript, codings, highlights, facts);
const marking = new Marking(transcript);
const server = new Server(facts, find("[name=csrfmiddlewaretoken]").value);
const status = new Status(find("#saved"), find("#said"));
const [tree, picker, inspector] = ["code-tree", "code-picker", "coding-inspector"].map(find);
const coder = new Coder({ facts, codings, marking, transcript, server, status, picker, stripes });

// The stripes hear first: they measure the page, which is cheap as long as nobody has written to it.
codings.addEventListener("added", ({ detail }) => stripes.add(detail));
codings.addEventListener("removed", ({ detail }) => stripes.remove(detail));
codings.addEventListener("changed", ({ detail }) => stripes.redress(detail));
codings.addEventListener("renewed", () => stripes.renew());

tree.begin(facts, codings);
picker.begin(facts, codings);
inspector.begin(facts, codings, transcript);
find("code-exemplars").begin({ facts, server, status, marking, inspector, transcript });
const memos = new WorkspaceMemos({ facts, codings, status, panel: find("memo-panel"), title: find("#memos-title") });
find("coding-strip").begin(transcript, codings);
const reads = new ReadTurns({ facts, transcript, codings, server, status });
find("reading-state")?.begin({ server, status, codings, reads, row: find(".neighbours [aria-current]") });
const seeing = new Seeing({ facts, status, line: find(".spotlight") });
const looks = { spotlight: () => seeing.spotlight(), times: () => seeing.times() };
find("find-bar").begin({ transcript, highlights, marking, coder, server });
const finding = () => find("find-bar").open();
new Keyboard({ transcript, coder, marking, tree, reads, memos, help: find("#keys"), find: finding, ...looks });

let dressed = null;
let showing = 0;
let kept = null;
codings.addEventListener("chosen", ({ detail }) => {
  if (dressed) stripes.redress(dressed);
  if (detail) stripes.redress(detail);
  dressed = detail;
  if (detail) kept = null;
  highlights.only("chosen", detail);
  cancelAnimationFrame(showing);
  showing = requestAnimationFrame(() => look(null));
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
  if (!marking.span || !facts.may) return look(detail, true);
  if (isFolded()) find("#right").hidePopover();
  return coder.apply(detail, true);
});
tree.addEventListener("look", ({ detail }) => look(detail, false));
picker.addEventListener("pick", ({ detail }) => coder.apply(detail.code, detail.keep));
inspector.addEventListener("remove", () => coder.remove(codings.chosen));
inspector.addEventListener("qualify", ({ detail }) => coder.qualify(codings.chosen, detail));
inspector.addEventListener("spotlight", ({ detail }) => seeing.spotlight(detail));
inspector.addEventListener("history", ({ detail: { guid, tell } }) => {
  server.ask(`/codings/${guid}/history`).then(tell, () => tell(null));
});
inspector.addEventListener("choose", ({ detail }) => coder.reveal(detail));
for (const button of document.querySelectorAll("[data-act=code]")) {
  button.addEventListener("pointerdown", (event) => event.preventDefault());
  button.addEventListener("click", () => coder.openPicker());
}

/** Shows a code's rules: where it was asked for until a coding is chosen, otherwise as long as one looks. */
function look(code, stays) {
  if (stays) codings.choose(null);
  if (stays) kept = code;
  cancelAnimationFrame(showing);
  const shown = code ?? (codings.chosen ? null : kept);
  const coding = shown === null ? codings.chosen : null;
  inspector.show(coding, shown);
  memos.show(coding, shown, stays === false);
  tree.choose(shown ?? codings.chosen?.code);
}

transcript.root.addEventListener("click", (event) => {
  const button = event.target.closest(".stripe-button");
  if (button) showChosen(codings.all.get(button.dataset.guid), event.detail === 0);
  else if (document.getSelection().isCollapsed) coder.chooseAt(document.getSelection());
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
status.watch(server.outbox, find("#saved").dataset.login);
new Unsent(server.outbox, codings, stripes);
const maps = [stripes.codes, inspector.codes];
const codebook = new Codebook({ facts, server, codings, stripes, maps, names: coder.names });
const live = new Live({ facts, server, codings, codebook, people: find("people-here") });
new Turning({ server, status, live });
document.addEventListener("verbatim:codes", () => tree.renew());
(window.requestIdleCallback ?? setTimeout)(() => server.ask("/codes/counts").then((counts) => tree.showStudy(counts), () => {}));

find(".neighbours [aria-current]").scrollIntoView({ block: "nearest" });
const asked = /^(\d{1,9})-(\d{1,9})$/.exec(new URLSearchParams(location.search).get("at") ?? "");
if (asked) {
  const [start, end] = [Number(asked[1]), Number(asked[2])];
  coder.show({ start, end: Math.min(end, transcript.length) });
  highlights.only("passage", { start, end });
}
document.documentElement.dataset.workspace = "ready";
