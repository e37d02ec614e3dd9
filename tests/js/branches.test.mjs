import assert from "node:assert/strict";
import test from "node:test";
import { aboveOf, branchOf, parentsOf, shownOf, totalsOf } from "../../static/workspace/branches.js";

// 1 > (2 > 3, 4), 5 > 6
const CODES = [[1, 0], [2, 1], [3, 2], [4, 1], [5, 0], [6, 1]].map(([pk, depth]) => ({ pk, depth }));

test("parents are the codes with others under them", () => {
  assert.deepEqual([...parentsOf(CODES)], [1, 2, 5]);
});

test("what lies under a folded code does not show, its siblings do", () => {
  assert.deepEqual([...shownOf(CODES, new Set([2]))], [1, 2, 4, 5, 6]);
  assert.deepEqual([...shownOf(CODES, new Set([1, 2]))], [1, 5, 6]);
  assert.deepEqual([...shownOf(CODES, new Set([1, 5]))], [1, 5]);
});

test("a filter shows what it finds, folded or not", () => {
  assert.deepEqual([...shownOf(CODES, new Set([1]), new Set([3, 6]))], [3, 6]);
});

test("a code counts with those under it", () => {
  const totals = totalsOf(CODES, new Map([[1, 1], [3, 4], [4, 2], [6, 8]]));
  assert.deepEqual([...totals], [[1, 7], [2, 4], [3, 4], [4, 2], [5, 8], [6, 8]]);
});

test("above a code are its parent and that one's parent", () => {
  assert.deepEqual(aboveOf(CODES, 3), [2, 1]);
  assert.deepEqual(aboveOf(CODES, 4), [1]);
  assert.deepEqual(aboveOf(CODES, 1), []);
  assert.deepEqual(aboveOf(CODES, 99), []);
});

test("a branch is a code and all under it; of a retired code itself", () => {
  assert.deepEqual([...branchOf(CODES, 1)], [1, 2, 3, 4]);
  assert.deepEqual([...branchOf(CODES, 5)], [5, 6]);
  assert.deepEqual([...branchOf(CODES, 4)], [4]);
  assert.deepEqual([...branchOf(CODES, 99)], [99]);
});
