import { plain } from "./ranking.js";

/** Which key stands for which qualifier, and what it does to the values of a coding. Knows no page. */

const ALL = "abcdefghijklmnopqrstuvwxyz";

/** A letter for each name: the first of it that is free, else of the alphabet; `null` when none is left. */
export function lettersFor(names, taken) {
  const gone = new Set(taken);
  return names.map((name) => {
    const letter = [...plain(name), ...ALL].find((each) => ALL.includes(each) && !gone.has(each)) ?? null;
    gone.add(letter);
    return letter;
  });
}

/** The values of a coding with those of one qualifier gone on by one: none, the first, … the last, none. */
export function cycled(held, values) {
  const at = values.findIndex((value) => held.includes(value));
  const next = values[at + 1];
  const others = held.filter((value) => !values.includes(value));
  return next === undefined ? others : [...others, next];
}
