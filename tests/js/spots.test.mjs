import assert from "node:assert/strict";
import test from "node:test";
import { spotFor } from "../../static/workspace/spots.js";

const WINDOW = { innerWidth: 1440, innerHeight: 900 };
const PANEL = { width: 384, height: 400 };
const WORDS = { right: 860, ceiling: 48 };
const line = (top, left = 300) => ({ top, bottom: top + 26, left, right: left + 500 });

test("a panel stands under the last line where there is room, lower if need be", () => {
  assert.deepEqual(spotFor([line(200), line(226)], PANEL, WORDS, WINDOW), { top: 260, left: 300, room: 632 });
  assert.deepEqual(spotFor([line(550)], PANEL, WORDS, WINDOW), { top: 584, left: 300, room: 308 });
});

test("else above the first line, with its foot there, and never over the head of the page", () => {
  assert.equal("top" in spotFor([line(300), line(840)], PANEL, WORDS, WINDOW), false);
  assert.equal(spotFor([line(300), line(840)], PANEL, WORDS, WINDOW).left, 876);
  assert.deepEqual(spotFor([line(700), line(726)], PANEL, WORDS, WINDOW), { bottom: 208, left: 300, room: 636 });
});

test("beside a long selection it stands next to the words and covers none of them", () => {
  assert.deepEqual(spotFor([line(60), line(840)], PANEL, WORDS, WINDOW), { bottom: 48, left: 876, room: 836 });
});

test("without words in sight it stands in the middle", () => {
  assert.deepEqual(spotFor([], PANEL, WORDS, WINDOW), { top: 180, left: 528, room: 836 });
});

test("it stays within the window", () => {
  assert.equal(spotFor([line(200, 1300)], PANEL, WORDS, WINDOW).left, 1440 - 384 - 8);
});
