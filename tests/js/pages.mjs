import { Transcript } from "../../static/workspace/transcript.js";

/** A transcript without a page: each string is a turn, with a line break after it; `kinds` says who speaks. */
export function transcriptOf(texts, kinds = []) {
  let start = 0;
  const elements = texts.map((text, index) => {
    const words = { textContent: text, firstChild: text ? { data: text } : null };
    const classes = new Set([kinds[index] ?? "participant"]);
    const element = {
      id: `T${index + 1}`,
      dataset: { start, end: start + [...text].length },
      classList: { contains: (name) => classes.has(name), add: (name) => classes.add(name) },
      querySelector: () => words,
    };
    start += [...text].length + 1;
    return element;
  });
  return new Transcript({ querySelectorAll: () => elements });
}

/** The words of a span, as the server would cut them. */
export const cut = (texts, start, end) => [...texts.join("\n")].slice(start, end).join("");
