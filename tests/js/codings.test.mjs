import assert from "node:assert/strict";
import test from "node:test";
import "./events.mjs";
import { Codings } from "../../static/workspace/codings.js";

const ME = 1;
const ROWS = [["a", 5, ME, 0, 10, [], 100], ["b", 6, 2, 5, 8, [3], 200], ["c", 6, ME, 20, 30, [], 300]];
const fresh = () => new Codings(ROWS, ME);

test("counts follow what is added and removed", () => {
  const codings = fresh();
  assert.equal(codings.counts.get(6), 2);
  codings.remove(codings.all.get("c"));
  assert.equal(codings.counts.get(6), 1);
  codings.add({ guid: "d", code: 7, coder: ME, start: 1, end: 2, values: [], made: 400 });
  assert.equal(codings.counts.get(7), 1);
});

test("touching is sharing a character, in the order of the text, the longer first", () => {
  const codings = fresh();
  assert.deepEqual(codings.touching(5, 6).map(({ guid }) => guid), ["a", "b"]);
  assert.deepEqual(codings.touching(10, 20), []);
});

test("the same coding is one's own on exactly the span", () => {
  const codings = fresh();
  assert.equal(codings.same(5, 0, 10).guid, "a");
  assert.equal(codings.same(6, 5, 8), undefined);
  assert.equal(codings.same(5, 0, 9), undefined);
});

test("recent codes are one's own, the latest first", () => {
  assert.deepEqual(fresh().recent(), [6, 5]);
});

test("each change is told, and the chosen coding is let go when it is removed", () => {
  const codings = fresh();
  const told = [];
  for (const what of ["added", "removed", "changed", "chosen"]) {
    codings.addEventListener(what, ({ detail }) => told.push([what, detail?.guid]));
  }
  const coding = codings.all.get("a");
  codings.choose(coding);
  codings.change(coding, { values: [3] });
  codings.remove(coding);
  assert.deepEqual(told, [["chosen", "a"], ["changed", "a"], ["removed", "a"], ["chosen", undefined]]);
});
