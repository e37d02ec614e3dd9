/** What a key writes; where the layout writes letters of another script, the Latin letter at its place. Knows no page. */
export function latin({ key, code }) {
  const place = /^Key([A-Z])$/.exec(code)?.[1];
  return place && /^(?!\p{Script=Latin})\p{L}$/u.test(key) ? place.toLowerCase() : key;
}
