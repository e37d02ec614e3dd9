import assert from "node:assert/strict";
import test from "node:test";
import { atPlace, nextCoding, nextInRound, nextWaiting, numberOf } from "../../static/workspace/seeking.js";

const coding = (guid, start, end, made = 1) => ({ guid, start, end, made });
const [a, b, c, d] = [coding("a", 0, 20), coding("b", 0, 5), coding("c", 8, 9), coding("d", 8, 9)];
const ALL = [d, b, a, c];

test("codings follow each other by where they begin, the longer first, and none is passed over", () => {
  const order = [];
  for (let each = nextCoding(ALL, atPlace(0), 1); each; each = nextCoding(ALL, each, 1)) order.push(each.guid);
  assert.deepEqual(order, ["a", "b", "c", "d"]);
  const back = [];
  for (let each = nextCoding(ALL, atPlace(9), -1); each; each = nextCoding(ALL, each, -1)) back.push(each.guid);
  assert.deepEqual(back, ["d", "c", "b", "a"]);
});

test("from a place the next is one that begins there or later, the previous one that begins before", () => {
  assert.equal(nextCoding(ALL, atPlace(8), 1), c);
  assert.equal(nextCoding(ALL, atPlace(8), -1), b);
  assert.equal(nextCoding(ALL, atPlace(10), 1), null);
});

test("a coding's number is its place in the order of the text", () => {
  assert.deepEqual([a, b, c, d].map((each) => numberOf(ALL, each)), [1, 2, 3, 4]);
});

test("the next turn that waits stands after or before where one is", () => {
  const [two, five] = [{ index: 1 }, { index: 4 }];
  assert.equal(nextWaiting([two, five], 1, 1), five);
  assert.equal(nextWaiting([two, five], 3, -1), two);
  assert.equal(nextWaiting([two, five], 4, 1), null);
});

test("a round of overlapping codings begins at the first and comes round again", () => {
  assert.equal(nextInRound([a, b], null), a);
  assert.equal(nextInRound([a, b], a), b);
  assert.equal(nextInRound([a, b], b), a);
  assert.equal(nextInRound([], null), null);
});
