import assert from "node:assert/strict";
import test from "node:test";
import { cycled } from "../../static/workspace/cycling.js";

const value = (pk, retired = false) => ({ pk, retired });

test("a press gives the first value, then the next, then none, and leaves other qualifiers alone", () => {
  const values = [value(1), value(2)];
  assert.deepEqual(cycled([9], values), [9, 1]);
  assert.deepEqual(cycled([1, 9], values), [9, 2]);
  assert.deepEqual(cycled([9, 2], values), [9]);
  assert.deepEqual(cycled([], []), []);
});

test("a retired value is never given, and one that the coding bears is left for the next", () => {
  const values = [value(1), value(2, true), value(3)];
  assert.deepEqual(cycled([1], values), [3]);
  assert.deepEqual(cycled([2], values), [3]);
  assert.deepEqual(cycled([3], [value(3, true)]), []);
  assert.deepEqual(cycled([], [value(3, true)]), []);
});
