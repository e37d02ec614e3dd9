/** Which codes answer to what was typed, best first. Knows no page. */

/** Lower case without accents, so that "cafe" finds "Café". */
export const plain = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

/**
 * Smaller is better; `null` is no match. Every typed word must begin a word of the name, the path or the definition, or
 * stand in the name.
 */
function score(code, typed) {
  const name = plain(code.name);
  const path = plain(code.path);
  let total = 0;
  for (const word of typed) {
    if (name.startsWith(word)) total += 0;
    else if (beginsWord(name, word)) total += 1;
    else if (beginsWord(path, word)) total += 3;
    else if (name.includes(word)) total += 4;
    else if (beginsWord(plain(code.rules?.[0] ?? ""), word)) total += 6;
    else return null;
  }
  return total;
}

const wordsOf = (typed) => plain(typed).split(/[\s›>/:]+/).filter(Boolean);

function beginsWord(text, word) {
  for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1)) {
    if (at === 0 || !/[\p{L}\p{N}]/u.test(text[at - 1])) return true;
  }
  return false;
}

/**
 * The codes that match, best first; among equals those used lately (`recent`: ids, latest first), then codebook order.
 * With nothing typed: all of them, the recent ones first, then those that the codebook offers first.
 */
export function ranked(codes, typed, recent) {
  const words = wordsOf(typed);
  const lately = new Map(recent.map((pk, index) => [pk, index]));
  const age = (code) => lately.get(code.pk) ?? Infinity;
  const first = ({ code }) => (code.first && !words.length ? 1 : 0);
  return codes
    .map((code, index) => ({ code, index, score: score(code, words) }))
    .filter((found) => found.score !== null)
    .sort((a, b) => a.score - b.score || byAge(age(a.code), age(b.code)) || first(b) - first(a) || a.index - b.index)
    .map((found) => found.code);
}

const byAge = (a, b) => (a === b ? 0 : a - b);

/**
 * What of typed words makes a new code: its `name` and the code it would stand under. “Theme › name”, also with `>` or
 * `/`, names the parent, and with nothing before the sign there is none; otherwise it is the code pointed at (`under`).
 * A parent that is not there, named before `›` or `>`, is a `theme` to be made, too; a `/` may be part of a name.
 * `there` is the code that has this name already: under the parent that was named, else anywhere.
 */
export function newCode(typed, codes, under) {
  const parts = typed.split(/\s*[›>/]\s*/);
  const name = parts.pop();
  const above = parts.join(" ");
  const parent = above ? (codes.find((code) => plain(code.name) === plain(above)) ?? ranked(codes, above, [])[0]) : null;
  const isPlaced = parts.length > 0 && name !== "" && parent !== undefined;
  if (name && parent === undefined && parts.length === 1 && /[›>]/.test(typed)) return { name, parent: null, theme: above, there: null };
  const wish = isPlaced ? { name, parent } : { name: typed, parent: under };
  const same = codes.filter((code) => plain(code.name) === plain(wish.name));
  return { ...wish, there: same.find((code) => !isPlaced || parentPath(code) === parentPath(null, parent)) ?? null };
}

const parentPath = (code, parent) => (code ? code.path : parent ? [parent.path, parent.name].filter(Boolean).join(" › ") : "");

/** The name cut into `[text, whether it was typed]`, to underline what matched. */
export function marked(name, typed) {
  const words = wordsOf(typed);
  const folded = plain(name);
  if (!words.length || folded.length !== name.length) return [[name, false]];
  const hits = words.map((word) => [folded.indexOf(word), word.length]).filter(([at]) => at >= 0);
  hits.sort((a, b) => a[0] - b[0]);
  const parts = [];
  let done = 0;
  for (const [at, length] of hits) {
    if (at < done) continue;
    parts.push([name.slice(done, at), false], [name.slice(at, at + length), true]);
    done = at + length;
  }
  parts.push([name.slice(done), false]);
  return parts.filter(([text]) => text);
}
