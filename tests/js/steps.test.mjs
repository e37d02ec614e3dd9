import assert from "node:assert/strict";
import test from "node:test";
import { extended, stepped, units } from "../../static/workspace/steps.js";

const TEXT = "Nobody sat us down. I wrote 👮🏽‍♀️ it. ";
const cut = (span) => span && TEXT.slice(...span);

test("words and sentences come without the white space round them", () => {
  assert.deepEqual(units(TEXT, "sentence").map(cut), ["Nobody sat us down.", "I wrote 👮🏽‍♀️ it."]);
  assert.deepEqual(units(TEXT, "word").map(cut), ["Nobody", "sat", "us", "down", "I", "wrote", "it"]);
});

test("a step goes to the next or previous unit and stays at the ends", () => {
  assert.equal(cut(stepped(TEXT, "word", null, 1)), "Nobody");
  assert.equal(cut(stepped(TEXT, "word", [0, 6], 1)), "sat");
  assert.equal(cut(stepped(TEXT, "word", [7, 10], -1)), "Nobody");
  assert.equal(cut(stepped(TEXT, "word", [0, 6], -1)), "Nobody");
});

test("a selection grows and shrinks at its end", () => {
  const two = extended(TEXT, "sentence", [0, 19], 1);
  assert.equal(cut(two), "Nobody sat us down. I wrote 👮🏽‍♀️ it.");
  assert.equal(cut(extended(TEXT, "sentence", two, -1)), "Nobody sat us down.");
  assert.equal(cut(extended(TEXT, "word", [0, 6], 1)), "Nobody sat");
});

test("where a selection can't shrink it grows at its start", () => {
  assert.equal(cut(extended(TEXT, "word", [7, 10], -1)), "Nobody sat");
  assert.deepEqual(extended(TEXT, "word", [0, 6], -1), [0, 6]);
});

test("right-to-left words are units too, and a text of blanks has none", () => {
  assert.deepEqual(units("אמרו לי לא.", "word").length, 3);
  assert.equal(stepped("  ", "word", null, 1), null);
});
