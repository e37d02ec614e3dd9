import assert from "node:assert/strict";
import test from "node:test";
import { cellsOf, lanesOf, namesOf } from "../../static/workspace/lanes.js";
import { seeded } from "./seeded.mjs";

const bar = (top, bottom) => ({ top, bottom });

function randomBars(random) {
  return Array.from({ length: Math.floor(random() * 25) }, () => {
    const top = Math.floor(random() * 20) * 28;
    return bar(top, top + 20 + Math.floor(random() * 5) * 28);
  });
}

test("bars of one lane never stand on the same line", () => {
  const random = seeded(3);
  for (let round = 0; round < 200; round += 1) {
    const bars = randomBars(random);
    const lanes = lanesOf(bars);
    bars.forEach((one, a) => bars.forEach((other, b) => {
      if (a < b && lanes[a] === lanes[b]) assert.ok(one.bottom <= other.top + 3 || other.bottom <= one.top + 3);
    }));
  }
});

test("no more lanes are used than bars stand beside each other at one place", () => {
  const random = seeded(5);
  for (let round = 0; round < 200; round += 1) {
    const bars = randomBars(random);
    const beside = Math.max(0, ...bars.map(({ top }) => bars.filter((each) => each.top <= top && each.bottom > top).length));
    assert.ok(Math.max(-1, ...lanesOf(bars)) + 1 <= beside);
  }
});

test("the longer of two bars that begin together stands nearer to the text", () => {
  assert.deepEqual(lanesOf([bar(0, 20), bar(0, 80)]), [1, 0]);
});

test("names follow each other down the margin and stay within the turn", () => {
  assert.deepEqual(namesOf([bar(0, 80), bar(0, 20)], 18, 100), [0, 18]);
  assert.deepEqual(namesOf([bar(0, 20), bar(0, 20), bar(0, 20)], 18, 200), [0, 18, 36]);
  assert.deepEqual(namesOf([bar(0, 20), bar(0, 20)], 18, 30), [0, null]);
});

test("a name that would stand far below its bar is left out", () => {
  const bars = Array.from({ length: 6 }, () => bar(0, 20));
  assert.deepEqual(namesOf(bars, 18, 500), [0, 18, 36, null, null, null]);
});

test("a cell of the strip shows the code that covers most of it", () => {
  const codings = [{ start: 0, end: 10, code: 1 }, { start: 10, end: 40, code: 2 }, { start: 95, end: 100, code: 3 }];
  assert.deepEqual(cellsOf(codings, 100, 4), [2, 2, null, 3]);
});

test("a strip of an empty transcript is empty", () => {
  assert.deepEqual(cellsOf([], 0, 3), [null, null, null]);
});
