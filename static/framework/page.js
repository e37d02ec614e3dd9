import { Beside } from "./beside.js";
import { CellRequests } from "./requests.js";
import { say } from "./sentences.js";
import { CellWriter } from "./writing.js";

/** A cell's own page: its words are saved while one pauses, beside what they are written of. */
function begin(form, known) {
  const { api, key, version } = JSON.parse(known.textContent);
  const field = form.elements.body;
  if (field.tagName !== "TEXTAREA") return;
  const requests = new CellRequests(api);
  const answer = [...form.querySelectorAll("[name=answer]")].find(({ checked }) => checked)?.value ?? "";
  const facts = { body: field.value, answer, version };
  const writer = new CellWriter({ key, name: document.querySelector("h1").textContent.trim(), facts, requests, close: () => field.focus() });
  const part = form.querySelector(".form");
  part.replaceChildren(writer.element);
  writer.editor.done.hidden = true;
  const side = new Beside(form.querySelector(".framework-beside"), {
    link: (mark) => writer.link(mark),
    put: (text) => writer.put(text),
    quote: async (passage, quoted) => {
      const told = await requests.quote(key, passage, quoted).catch((problem) => ({ problem }));
      if (told.problem) return say.odd;
      writer.draft.version ??= told.version;
      side.show(told.beside);
    },
  });
  writer.field.addEventListener("keydown", (event) => {
    const number = event.altKey && /^Digit([1-9])$/.exec(event.code);
    if (number && side.linkNumber(Number(number[1]))) event.preventDefault();
  });
  form.addEventListener("submit", (event) => event.submitter?.name !== "confirm" && event.preventDefault());
  form.dataset.ready = "";
}

const form = document.getElementById("summary");
const known = document.getElementById("cell-facts");
if (form && known) begin(form, known);
