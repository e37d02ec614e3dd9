import assert from "node:assert/strict";
import test from "node:test";
import { Slots } from "../../static/workspace/slots.js";

const nine = (...codes) => Array.from({ length: 9 }, (_each, index) => codes[index] ?? null);

test("codes used so far lie on the digits, the latest on 1", () => {
  const slots = new Slots(null, [7, 5]);
  assert.deepEqual(slots.codes, nine(7, 5));
  assert.equal(slots.at(1), 7);
  assert.equal(slots.at(3), null);
  assert.equal(slots.last, 7);
});

test("a code keeps its digit while one codes, and a further one takes the next free digit", () => {
  const slots = new Slots(null, [7, 5]);
  for (const code of [5, 9, 7, 5]) slots.use(code);
  assert.deepEqual(slots.codes, nine(7, 5, 9));
  assert.equal(slots.last, 5);
});

test("where all digits are taken the code used longest ago gives its one up", () => {
  const slots = new Slots(null, []);
  for (const code of [1, 2, 3, 4, 5, 6, 7, 8, 9, 1]) slots.use(code);
  slots.use(10);
  assert.deepEqual(slots.codes, [1, 10, 3, 4, 5, 6, 7, 8, 9]);
});

test("a digit is taken over only from the code used longest ago and least often, and that is told", () => {
  const slots = new Slots(null, []);
  const told = [];
  slots.addEventListener("taken", ({ detail }) => told.push(detail));
  for (const code of [1, 2, 3, 4, 5, 6, 7, 8, 9]) slots.use(code);
  slots.use(1);
  slots.use(2);
  slots.use(10);
  assert.deepEqual(slots.codes, [1, 2, 10, 4, 5, 6, 7, 8, 9]);
  assert.deepEqual(told, [{ digit: 3, code: 10 }]);
  for (const code of [5, 6, 7, 8, 9, 10, 4, 4]) slots.use(code);
  slots.use(11);
  assert.equal(slots.codes.includes(11), false);
});

test("a digit that was pressed keeps its code, and so does a pinned one until the pin is taken off", () => {
  const slots = new Slots(null, []);
  for (const code of [1, 2, 3, 4, 5, 6, 7, 8, 9]) slots.use(code);
  slots.press(1);
  assert.equal(slots.pin(2, 2), true);
  slots.use(10);
  assert.deepEqual(slots.codes, [1, 2, 10, 4, 5, 6, 7, 8, 9]);
  const later = new Slots(slots.kept, []);
  assert.equal(later.pin(4, 10), true);
  assert.deepEqual(later.codes, [1, 2, 4, 10, 5, 6, 7, 8, 9]);
  assert.equal(later.pin(4, 20), true);
  assert.equal(later.codes.includes(10), false);
  assert.equal(later.pin(2, 2), false);
});

test("a use that was undone gives way to the one before it, on the next page too", () => {
  const slots = new Slots(null, []);
  for (const code of [3, 7]) slots.use(code);
  slots.unuse(7);
  assert.equal(slots.last, 3);
  assert.equal(new Slots(slots.kept, [9]).last, 3);
});

test("digits stay from one transcript to the next, and codes that are gone free theirs", () => {
  const slots = new Slots(null, []);
  for (const code of [4, 6, 8]) slots.use(code);
  const later = new Slots(slots.kept, [6]);
  assert.deepEqual(later.codes, nine(4, 6, 8));
  assert.equal(later.last, 8);
  later.keepOnly((code) => code !== 6);
  assert.deepEqual(later.codes, nine(4, null, 8));
  later.use(2);
  assert.equal(later.at(2), 2);
});
