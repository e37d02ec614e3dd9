import assert from "node:assert/strict";
import test from "node:test";
import { units } from "../../static/workspace/steps.js";

const TEXT = "Nobody sat us down. I wrote 👮🏽‍♀️ it. ";
const all = (text, granularity) => units(text, granularity).map((span) => text.slice(...span));

test("words and sentences come without the white space round them", () => {
  assert.deepEqual(all(TEXT, "sentence"), ["Nobody sat us down.", "I wrote 👮🏽‍♀️ it."]);
  assert.deepEqual(all(TEXT, "word"), ["Nobody", "sat", "us", "down", "I", "wrote", "👮🏽‍♀️", "it"]);
});

test("a character is what one sees as one, and blanks are none", () => {
  assert.deepEqual(all("a 👮🏽‍♀️e\u0301", "grapheme"), ["a", "👮🏽‍♀️", "e\u0301"]);
});

test("a turn is its words as a whole, and one of blanks is none", () => {
  assert.deepEqual(all(" Nobody sat. ", "turn"), ["Nobody sat."]);
  assert.deepEqual(units("  ", "turn"), []);
});

test("right-to-left words are units too, and a text of blanks has none", () => {
  assert.deepEqual(all("אמרו לי לא.", "word"), ["אמרו", "לי", "לא"]);
  assert.deepEqual(units("  ", "word"), []);
});

test("a picture alone is a word, a sign or a digit's frame is none", () => {
  assert.deepEqual(all("— 👍 (🇬🇧) … ok!", "word"), ["👍", "🇬🇧", "ok"]);
});
