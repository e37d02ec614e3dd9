import { say } from "./sentences.js";

/** Asks whether a transcript is complete though turns of it are unread; whether it is. */
export function sure(dialog, unread) {
  const [first] = unread;
  const link = dialog.querySelector(".unread-first");
  dialog.querySelector(".unread-count").textContent = say.unread(unread.length);
  link.textContent = say.firstUnread(first.number);
  link.href = `#T${first.number}`;
  link.onclick = (event) => {
    event.preventDefault();
    dialog.close("");
    first.element.scrollIntoView({ block: "center" });
    first.words.focus({ preventScroll: true });
  };
  dialog.returnValue = "";
  dialog.showModal();
  return new Promise((resolve) => {
    dialog.addEventListener("close", () => resolve(dialog.returnValue === "sure"), { once: true });
  });
}
