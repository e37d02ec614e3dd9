import assert from "node:assert/strict";
import test from "node:test";
import { TAKEN } from "../../static/workspace/keys.js";
import { cycled, lettersFor } from "../../static/workspace/letters.js";

test("each qualifier gets the first letter of its name that is free", () => {
  assert.deepEqual(lettersFor(["direction", "standpoint", "prompted", "unsure"], TAKEN), ["d", "a", "p", "e"]);
});

test("a name without a free letter gets one of the alphabet, and beyond it none", () => {
  assert.deepEqual(lettersFor(["שלום", "ab", "ba", "ab"], [..."cdefghijklmnopqrstuvwxy"]), ["a", "b", "z", null]);
});

test("a press gives the first value, then the next, then none, and leaves other qualifiers alone", () => {
  assert.deepEqual(cycled([9], [1, 2]), [9, 1]);
  assert.deepEqual(cycled([1, 9], [1, 2]), [9, 2]);
  assert.deepEqual(cycled([9, 2], [1, 2]), [9]);
  assert.deepEqual(cycled([], []), []);
});
