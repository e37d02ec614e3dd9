/** Keys lead from cell to cell as in a spreadsheet. */
import assert from "node:assert/strict";
import { test } from "node:test";

import { beside, moved } from "../../static/framework/moving.js";

const LENGTHS = [3, 3, 2];
const key = (name, more = {}) => ({ key: name, ...more });

test("arrows lead to the cell beside and stop at the edges", () => {
  assert.deepEqual(moved([0, 0], key("ArrowRight"), LENGTHS), [0, 1]);
  assert.deepEqual(moved([0, 2], key("ArrowRight"), LENGTHS), [0, 2]);
  assert.deepEqual(moved([0, 0], key("ArrowUp"), LENGTHS), [0, 0]);
  assert.deepEqual(moved([1, 1], key("ArrowDown"), LENGTHS), [2, 1]);
});

test("a shorter row is met at its end", () => {
  assert.deepEqual(moved([1, 2], key("ArrowDown"), LENGTHS), [2, 1]);
});

test("with Control, and by Home and End, they lead to the edge", () => {
  assert.deepEqual(moved([2, 1], key("ArrowUp", { ctrlKey: true }), LENGTHS), [0, 1]);
  assert.deepEqual(moved([0, 0], key("ArrowRight", { ctrlKey: true }), LENGTHS), [0, 2]);
  assert.deepEqual(moved([1, 2], key("Home"), LENGTHS), [1, 0]);
  assert.deepEqual(moved([1, 2], key("Home", { ctrlKey: true }), LENGTHS), [0, 0]);
  assert.deepEqual(moved([0, 0], key("End", { ctrlKey: true }), LENGTHS), [2, 1]);
});

test("other keys lead nowhere", () => {
  assert.equal(moved([0, 0], key("x"), LENGTHS), null);
});

test("Tab goes on in the next row, and back in the one before", () => {
  assert.deepEqual(beside([0, 2], 1, LENGTHS), [1, 0]);
  assert.deepEqual(beside([1, 0], -1, LENGTHS), [0, 2]);
  assert.deepEqual(beside([0, 0], 1, LENGTHS), [0, 1]);
  assert.equal(beside([2, 1], 1, LENGTHS), null);
  assert.equal(beside([0, 0], -1, LENGTHS), null);
});
