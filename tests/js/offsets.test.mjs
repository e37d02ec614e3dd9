import assert from "node:assert/strict";
import test from "node:test";
import { Offsets } from "../../static/workspace/offsets.js";
import { seeded } from "./seeded.mjs";

const PIECES = ["a", " ", "é", "e\u0301", "ש", "👮🏽‍♀️", "🎉", "\u{10ffff}", "ß", "\n", "한", "𝒳"];

function randomText(random, length) {
  return Array.from({ length }, () => PIECES[Math.floor(random() * PIECES.length)]).join("");
}

test("an offset counts the code points before it, whatever the text", () => {
  const random = seeded(7);
  for (let round = 0; round < 300; round += 1) {
    const text = randomText(random, Math.floor(random() * 40));
    const offsets = new Offsets(text);
    let utf16 = 0;
    [...text, ""].forEach((character, codePoint) => {
      assert.equal(offsets.toCodePoint(utf16), codePoint);
      assert.equal(offsets.toUtf16(codePoint), utf16);
      utf16 += character.length;
    });
  }
});

test("a slice by converted offsets is the slice by code points, as the server takes it", () => {
  const random = seeded(11);
  for (let round = 0; round < 300; round += 1) {
    const text = randomText(random, 30);
    const points = [...text];
    const [start, end] = [random(), random()].map((share) => Math.floor(share * points.length)).sort((a, b) => a - b);
    const offsets = new Offsets(text);
    assert.equal(text.slice(offsets.toUtf16(start), offsets.toUtf16(end)), points.slice(start, end).join(""));
  }
});

test("an offset between the halves of a character counts as before it", () => {
  assert.equal(new Offsets("a🎉b").toCodePoint(2), 1);
});

test("a text without wide characters needs no conversion", () => {
  const offsets = new Offsets("e\u0301 שלום");
  assert.deepEqual(offsets.wide, []);
  assert.equal(offsets.toUtf16(5), 5);
});
