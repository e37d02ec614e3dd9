import assert from "node:assert/strict";
import test from "node:test";
import { bordered, edge, grown, moved, snapped, stretched, wholeWords, within } from "../../static/workspace/edges.js";
import { cut, transcriptOf } from "./pages.mjs";
import { seeded } from "./seeded.mjs";

const TEXTS = ["Nobody sat us down. I wrote 👮🏽‍♀️ it.", "", " אמרו לי לא. 👍 בלי אישור.", "They wanted cafe\u0301 🎉🎉 first. By then it is over."];
const transcript = transcriptOf(TEXTS);
const said = (span) => span && cut(TEXTS, ...(Array.isArray(span) ? span : [span.start, span.end]));
const place = (words) => [...TEXTS.join("\n").split(words)[0]].length;
const spanOf = (words) => ({ start: place(words), end: place(words) + [...words].length });
const cursorOn = (words) => ({ anchor: place(words), head: place(words) + [...words].length });
const spanBetween = ({ anchor, head }) => ({ start: Math.min(anchor, head), end: Math.max(anchor, head) });
const caretAt = (at) => ({ anchor: at, head: at });

test("a cursor within a word or sentence selects it first", () => {
  const inSat = place("sat") + 1;
  assert.equal(said(moved(transcript, caretAt(inSat), "word", 1)), "sat");
  assert.equal(said(moved(transcript, caretAt(inSat), "sentence", 1)), "Nobody sat us down.");
  assert.equal(said(moved(transcript, caretAt(inSat), "sentence", -1)), "Nobody sat us down.");
});

test("from words the cursor goes to those after or before them, over the borders of turns and past empty ones", () => {
  assert.equal(said(moved(transcript, cursorOn("Nobody"), "word", 1)), "sat");
  assert.equal(said(moved(transcript, cursorOn("I wrote 👮🏽‍♀️ it."), "sentence", 1)), "אמרו לי לא.");
  assert.equal(said(moved(transcript, cursorOn("אמרו לי לא."), "sentence", -1)), "I wrote 👮🏽‍♀️ it.");
  assert.equal(said(moved(transcript, cursorOn("it"), "word", 1)), "אמרו");
});

test("at the ends of the text the cursor stays", () => {
  assert.equal(moved(transcript, cursorOn("By then it is over."), "sentence", 1), null);
  assert.equal(moved(transcript, cursorOn("Nobody"), "word", -1), null);
  assert.equal(stretched(transcript, cursorOn("over."), "word", 1), null);
});

test("going word by word from the first visits every word once, and back again", () => {
  const there = [];
  let found = moved(transcript, caretAt(0), "word", 1);
  for (; found; found = moved(transcript, { anchor: found[0], head: found[1] }, "word", 1)) there.push(said(found));
  assert.deepEqual(there.slice(0, 9), ["Nobody", "sat", "us", "down", "I", "wrote", "👮🏽‍♀️", "it", "אמרו"]);
  assert.equal(there.length, 25);
  const back = [];
  found = moved(transcript, caretAt(transcript.length), "word", -1);
  for (; found; found = moved(transcript, { anchor: found[0], head: found[1] }, "word", -1)) back.push(said(found));
  assert.deepEqual(back.reverse(), there);
});

test("the head of a selection goes on by word, sentence, turn and to the end, and back over the anchor", () => {
  const two = stretched(transcript, cursorOn("Nobody"), "word", 1);
  assert.deepEqual(two, { anchor: 0, head: place("sat") + 3 });
  assert.deepEqual(stretched(transcript, two, "word", -1), { anchor: 0, head: "Nobody".length });
  assert.deepEqual(stretched(transcript, caretAt(place("sat")), "word", -1), { anchor: place("sat"), head: 0 });
  assert.equal(stretched(transcript, cursorOn("Nobody"), "sentence", 1).head, place("down.") + 5);
  assert.equal(stretched(transcript, cursorOn("Nobody"), "turn", 1).head, [...TEXTS[0]].length);
  assert.equal(stretched(transcript, cursorOn("Nobody"), "transcript", 1).head, transcript.length);
  assert.equal(stretched(transcript, cursorOn("over"), "transcript", -1).head, 0);
});

test("what gets shorter ends with its words, and never in the blank behind them", () => {
  const three = { anchor: 0, head: place(" us") };
  assert.equal(said(spanBetween(stretched(transcript, three, "word", -1))), "Nobody");
  const hebrew = { anchor: place("אמרו"), head: place(" לא") };
  assert.equal(said(spanBetween(stretched(transcript, hebrew, "word", -1))), "אמרו");
  const back = { anchor: place(" us"), head: 0 };
  assert.equal(said(spanBetween(stretched(transcript, back, "word", 1))), "sat");
  const sentences = { anchor: 0, head: place(" it.") + 4 };
  assert.equal(said(spanBetween(stretched(transcript, sentences, "sentence", -1))), "Nobody sat us down.");
  assert.deepEqual(stretched(transcript, cursorOn("Nobody"), "word", -1), caretAt(0));
});

test("from a mere cursor the sentence that it is in is selected, and over its anchor a selection keeps the word there", () => {
  assert.equal(said(spanBetween(stretched(transcript, caretAt(place("us")), "sentence", 1))), "Nobody sat us down.");
  assert.equal(said(spanBetween(stretched(transcript, cursorOn("sat"), "sentence", 1))), "sat us down.");
  const up = stretched(transcript, cursorOn("sat"), "sentence", -1);
  assert.deepEqual(up, { anchor: place("sat") + 3, head: 0 });
  assert.equal(said(spanBetween(stretched(transcript, up, "sentence", 1))), "sat us down.");
});

test("a selection grows to the sentences that it touches, then by one more", () => {
  const one = grown(transcript, cursorOn("sat"), "sentence");
  assert.equal(said(spanBetween(one)), "Nobody sat us down.");
  assert.equal(said(spanBetween(grown(transcript, caretAt(place("us")), "sentence"))), "Nobody sat us down.");
  assert.equal(said(spanBetween(grown(transcript, one, "sentence"))), "Nobody sat us down. I wrote 👮🏽‍♀️ it.");
  assert.equal(grown(transcript, caretAt(transcript.length), "sentence"), null);
});

test("borders move by word, sentence and character, and the other border stays", () => {
  const span = spanOf("sat us");
  assert.equal(said(bordered(transcript, span, 1, "word", 1)), "sat us down");
  assert.equal(said(bordered(transcript, span, 1, "word", -1)), "sat");
  assert.equal(said(bordered(transcript, span, 1, "sentence", 1)), "sat us down.");
  assert.equal(said(bordered(transcript, span, 0, "word", -1)), "Nobody sat us");
  assert.equal(said(bordered(transcript, span, 0, "word", 1)), "us");
  assert.equal(said(bordered(transcript, span, 1, "grapheme", -1)), "sat u");
  assert.equal(said(bordered(transcript, spanOf("wrote"), 1, "grapheme", 1)), "wrote 👮🏽‍♀️");
});

test("a border never meets the other one", () => {
  assert.equal(bordered(transcript, spanOf("sat"), 1, "word", -1), null);
  assert.equal(bordered(transcript, spanOf("sat"), 0, "word", 1), null);
  assert.equal(within({ start: 3, end: 6 }, 0, 6), null);
  assert.equal(within({ start: 3, end: 6 }, 1, null), null);
});

test("a border that is let go stands at the nearest edge of a word or sentence", () => {
  assert.equal(snapped(transcript, place("wanted") + 4, 1), place("wanted") + 6);
  assert.equal(snapped(transcript, place("wanted") + 1, 0), place("wanted"));
  assert.equal(snapped(transcript, place("over.") + 5, 1), transcript.length);
});

test("wherever borders go by whatever unit, they cut no character in two and never meet", () => {
  const random = seeded(13);
  const kinds = ["grapheme", "word", "sentence", "turn"];
  const points = [...TEXTS.join("\n")];
  let span = spanOf("sat us");
  for (let round = 0; round < 2000; round += 1) {
    const [side, unit, by] = [Math.floor(random() * 2), kinds[Math.floor(random() * 4)], random() < 0.5 ? 1 : -1];
    span = bordered(transcript, span, side, unit, by) ?? span;
    assert.ok(span.start >= 0 && span.start < span.end && span.end <= points.length);
    assert.equal(/^\p{M}/u.test(points[span.end] ?? ""), false);
  }
});

test("the text's own ends are edges too", () => {
  assert.equal(edge(transcript, 7, "transcript", -1, 0), 0);
  assert.equal(edge(transcript, 7, "transcript", 1, 1), transcript.length);
});

test("a span grows to the words that it begins and ends in, and no further", () => {
  const drawn = (from, to) => said(wholeWords(transcript, { start: place(from), end: place(to) }));
  assert.equal(drawn("body", "at us"), "Nobody sat");
  assert.equal(drawn("Nobody", " us"), "Nobody sat");
  assert.equal(drawn("us", "wn."), "us down");
  assert.equal(drawn("us", " I wrote"), "us down.");
  assert.equal(drawn("ote", "fe\u0301 "), said({ start: place("wrote"), end: place(" 🎉🎉") }));
});
