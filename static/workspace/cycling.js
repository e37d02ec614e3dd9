/**
 * The values of a coding with those of one qualifier gone on by one: none, the first, … the last, none. Those that are
 * retired are passed over, but one that the coding bears has its place. Knows no page.
 */
export function cycled(held, values) {
  const at = values.findIndex(({ pk }) => held.includes(pk));
  const next = values.slice(at + 1).find(({ retired }) => !retired);
  const others = held.filter((each) => values.every(({ pk }) => pk !== each));
  return next ? [...others, next.pk] : others;
}
