import { say } from "./sentences.js";

/** Asks whether a transcript is complete though turns of it are unread, or a round closes with it; whether it is. */
export function sure(dialog, unread, closes) {
  const [first] = unread;
  dialog.querySelector(".unread-turns").hidden = !first;
  dialog.querySelector(".unread-closes")?.toggleAttribute("hidden", !closes);
  if (first) tell(dialog, first, unread.length);
  dialog.returnValue = "";
  dialog.showModal();
  return new Promise((resolve) => {
    dialog.addEventListener("close", () => resolve(dialog.returnValue === "sure"), { once: true });
  });
}

/** How many turns are unread, with a link to the first of them. */
function tell(dialog, first, count) {
  const link = dialog.querySelector(".unread-first");
  dialog.querySelector(".unread-count").textContent = say.unread(count);
  link.textContent = say.firstUnread(first.number);
  link.href = `#T${first.number}`;
  link.onclick = (event) => {
    event.preventDefault();
    dialog.close("");
    first.element.scrollIntoView({ block: "center" });
    first.words.focus({ preventScroll: true });
  };
}
