import assert from "node:assert/strict";
import { test } from "node:test";

import { neighbour, nextOpen, wishOf } from "../../static/resolving/keys.js";

const key = (name, more = {}) => ({ key: name, ctrlKey: false, metaKey: false, altKey: false, ...more });
const here = { typing: false, dialog: false };

test("letters and digits ask for what they stand for, in either case", () => {
  assert.equal(wishOf(key("J"), here), "next");
  assert.equal(wishOf(key("k"), here), "previous");
  assert.deepEqual(["1", "9", "a", "N", "o", "m"].map((name) => wishOf(key(name), here)), ["1", "9", "a", "n", "o", "m"]);
});

test("nothing is asked while one types, in a dialog, or with a modifier", () => {
  assert.equal(wishOf(key("n"), { typing: true, dialog: false }), null);
  assert.equal(wishOf(key("n"), { typing: false, dialog: true }), null);
  assert.equal(wishOf(key("a", { ctrlKey: true }), here), null);
  assert.equal(wishOf(key("0"), here), null);
});

test("from nowhere one comes to the first open place, and no further than the ends", () => {
  assert.equal(neighbour(["decided", "open", "open"], -1, 1), 1);
  assert.equal(neighbour(["decided", "decided"], -1, 1), 0);
  assert.equal(neighbour(["open", "open"], 1, 1), 1);
  assert.equal(neighbour(["open", "open"], 0, -1), 0);
});

test("after a decision one goes on to the next open place, then to one before, then stays", () => {
  assert.equal(nextOpen(["open", "decided", "meeting", "open"], 1), 3);
  assert.equal(nextOpen(["open", "decided", "meeting"], 1), 0);
  assert.equal(nextOpen(["decided", "decided"], 1), 1);
});
