import assert from "node:assert/strict";
import test from "node:test";
import "./events.mjs";
import { KnownCodes } from "../../static/workspace/known.js";

const code = (pk, depth, name = `code ${pk}`) => ({ pk, depth, name });
const fresh = () => new KnownCodes({ codes: [code(1, 0), code(2, 1), code(3, 2), code(4, 1), code(5, 0)] });

test("a code stands under the last one before it that is higher", () => {
  assert.equal(fresh().parent(3).pk, 2);
  assert.equal(fresh().parent(4).pk, 1);
  assert.equal(fresh().parent(5), null);
  assert.equal(fresh().theme(3).pk, 1);
  assert.equal(fresh().theme(5).pk, 5);
  assert.equal(fresh().theme(null), null);
});

test("a new code comes last under its parent, a new theme at the end", () => {
  const known = fresh();
  const told = [];
  known.addEventListener("added", ({ detail }) => told.push(detail.pk));
  known.add(code(6, 2), 2);
  known.add(code(7, 0), null);
  known.add(code(6, 2), 2);
  assert.deepEqual(known.list.map(({ pk }) => pk), [1, 2, 3, 6, 4, 5, 7]);
  assert.deepEqual(told, [6, 7]);
  assert.equal(known.name(6), "code 6");
});

test("a code that was deleted meanwhile has a name, but is not in use", () => {
  const known = fresh();
  known.renew([code(1, 0), code(2, 1)]);
  assert.equal(known.name(5), "code 5");
  assert.equal(known.isInUse(5), false);
});
