import assert from "node:assert/strict";
import test from "node:test";
import "./events.mjs";
import { Codings } from "../../static/workspace/codings.js";

const ME = 1;
const ROWS = [["a", 5, ME, 0, 10, [], 100], ["b", 6, 2, 5, 8, [3], 200], ["c", 6, ME, 20, 30, [], 300]];
const fresh = () => new Codings(ROWS, ME);

test("a row says whether a search made the coding", () => {
  const codings = new Codings([["a", 5, ME, 0, 10, [], 100, 1], ["b", 5, ME, 5, 8, [], 200, 0]], ME);
  assert.deepEqual(codings.list().map(({ isAuto }) => isAuto), [true, false]);
});

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

/** What is told while it happens. */
function toldBy(codings, happens) {
  const told = [];
  for (const what of ["added", "removed", "changed", "chosen", "renewed"]) {
    codings.addEventListener(what, ({ detail }) => told.push([what, detail?.guid ?? null]));
  }
  happens();
  return told;
}

test("what others made, changed and removed is taken over, and only that is told", () => {
  const codings = fresh();
  const rows = [["a", 5, ME, 0, 10, [], 100], ["b", 6, 2, 5, 8, [4], 200], ["d", 7, 2, 1, 2, [], 400]];
  const told = toldBy(codings, () => codings.catchUp(rows, ["c", "unknown"]));
  assert.deepEqual(told, [["removed", "c"], ["changed", "b"], ["added", "d"]]);
  assert.deepEqual([codings.counts.get(6), codings.counts.get(7), codings.all.get("b").values], [1, 1, [4]]);
});

test("with another place or code a coding is drawn anew, and stays chosen", () => {
  const codings = fresh();
  codings.choose(codings.all.get("b"));
  const told = toldBy(codings, () => codings.catchUp([["b", 5, 2, 5, 9, [3], 200]], []));
  assert.deepEqual(told, [["removed", "b"], ["chosen", null], ["added", "b"], ["chosen", "b"]]);
  assert.deepEqual([codings.counts.get(6), codings.counts.get(5), codings.chosen.end], [1, 2, 9]);
});

test("what one has changed oneself and not yet sent is left as it is", () => {
  const codings = fresh();
  const told = toldBy(codings, () => codings.catchUp([["a", 6, ME, 0, 3, [], 100]], ["c"], () => true));
  assert.deepEqual(told, []);
  assert.equal(codings.all.size, 3);
});

test("very many are taken over by one event, but for the unsent, and the chosen one stays", () => {
  const codings = fresh();
  codings.choose(codings.all.get("b"));
  const rows = [["b", 6, 2, 5, 8, [], 200], ["d", 7, 2, 1, 2, [], 400]];
  const told = toldBy(codings, () => codings.renew(rows, (guid) => guid === "a"));
  assert.deepEqual(told, [["renewed", null], ["chosen", "b"]]);
  assert.deepEqual([...codings.all.keys()].sort(), ["a", "b", "d"]);
  assert.deepEqual([codings.counts.get(5), codings.counts.get(6), codings.counts.get(7)], [1, 1, 1]);
});
