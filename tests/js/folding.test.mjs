import assert from "node:assert/strict";
import test from "node:test";
import { Folded, fold, places } from "../../static/workspace/folding.js";
import { seeded } from "./seeded.mjs";

const found = (text, typed) => places(new Folded(text), typed).map(([start, end]) => text.slice(start, end));

test("a phrase is found whatever its case and accents, and handed back as it stands", () => {
  for (const [text, typed, words] of [
    ["Die Straße, die STRASSE", "strasse", ["Straße", "STRASSE"]],
    ["die GROẞE Straße", "große", ["GROẞE"]],
    ["Her cafe\u0301 and my café", "CAFE", ["cafe\u0301", "café"]],
    ["İstanbul, ışık, Istanbul", "istanbul", ["İstanbul", "Istanbul"]],
    ["ışık", "ISIK", ["ışık"]],
    ["Ο Σίσυφος ΣΙΣΥΦΟΣ", "σισυφοσ", ["Σίσυφος", "ΣΙΣΥΦΟΣ"]],
    ["a ﬁne oﬃce", "fine", ["ﬁne"]],
    ["שָׁלוֹם לכם", "שלום", ["שָׁלוֹם"]],
    ["قال أحمد", "احمد", ["أحمد"]],
    ["We don’t say “no”", "don't say \"no\"", ["don’t say “no”"]],
    ["so 🎉🎉 it worked", "🎉 it", ["🎉 it"]],
    ["a wait\u00ading game", "waiting", ["wait\u00ading"]],
    ["two\n  lines", "two lines", ["two\n  lines"]],
    ["कि का", "का", ["का"]],
    ["Straße", "s", ["S", "ß"]],
    ["(a) [b] 1.5-2/3", "1.5-2/3", ["1.5-2/3"]],
    ["nothing", "", []],
    ["nothing", "\u0301", []],
  ]) {
    assert.deepEqual(found(text, typed), words, `${typed} in ${text}`);
  }
});

test("what is found holds what was looked for, in any text", () => {
  const random = seeded(7);
  const letters = [..."aAeßẞıİﬁé\u0301ςσΣ…’½שלםأ🎉👮\u200d-— "];
  const some = (most) => Array.from({ length: Math.floor(random() * most) }, () => letters[Math.floor(random() * letters.length)]).join("");
  for (let round = 0; round < 400; round += 1) {
    const needle = some(6);
    const wanted = fold(needle).trim().split(/\s+/).join(" ");
    const words = found(some(20) + needle + some(20), needle);
    assert.equal(words.length > 0, wanted !== "", needle);
    for (const each of words) assert.ok(fold(each).split(/\s+/).join(" ").includes(wanted), `${needle} in ${each}`);
  }
});
