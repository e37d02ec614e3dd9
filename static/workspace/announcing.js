/** Writes what is to be read out. The same words once more are another text, else they would not be heard again. */
export function announce(element, text) {
  const isSame = text && element.textContent === text;
  element.textContent = isSame ? `${text}\u00a0` : text;
}
