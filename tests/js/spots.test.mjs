import assert from "node:assert/strict";
import test from "node:test";
import { spotFor } from "../../static/workspace/spots.js";

const WINDOW = { innerWidth: 1440, innerHeight: 900 };
const PANEL = { width: 384, height: 400 };
const WORDS = { right: 860 };
const line = (top, left = 300) => ({ top, bottom: top + 26, left, right: left + 500 });

test("a panel stands under the last line where there is room", () => {
  assert.deepEqual(spotFor([line(200), line(226)], PANEL, WORDS, WINDOW), { top: 260, left: 300 });
});

test("else above the first line, with its foot there", () => {
  assert.deepEqual(spotFor([line(700), line(726)], PANEL, WORDS, WINDOW), { bottom: 208, left: 300 });
});

test("beside a long selection it stands next to the words and covers none of them", () => {
  const spot = spotFor([line(60), line(840)], PANEL, WORDS, WINDOW);
  assert.deepEqual(spot, { bottom: 48, left: 876 });
});

test("it stays within the window", () => {
  assert.equal(spotFor([line(200, 1300)], PANEL, WORDS, WINDOW).left, 1440 - 384 - 8);
});
