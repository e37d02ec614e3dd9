/** Names that are made of words of the text, and how long ones are said. Knows no page. */

/** Characters that a name may have, as the server has it; of which so many are read out. */
const MOST = 120;
const SAID = 60;

/** Words as the name of a code: in one line, without the signs at their end, and where they are too many, with what is left of them. */
export function nameOf(words) {
  const line = words.replace(/\s+/g, " ").trim();
  return cutTo(line.replace(/[\s.,;:!?…–—-]+$/u, "") || line, MOST);
}

export const shortened = (name) => cutTo(name, SAID);

/** At most so many characters, cut between words where there are some, and with a sign that it was cut. */
function cutTo(text, most) {
  const characters = [...text];
  if (characters.length <= most) return text;
  const start = characters.slice(0, most - 1).join("");
  const isBetween = characters[most - 1] === " ";
  const whole = isBetween ? start : start.replace(/\s\S*$/u, "");
  return `${whole.replace(/[\s.,;:!?–—-]+$/u, "")}…`;
}
