import assert from "node:assert/strict";
import test from "node:test";
import { pauseOf } from "../../static/workspace/pace.js";

test("a page in sight asks every two seconds, one out of sight every twenty", () => {
  assert.equal(pauseOf({ hidden: false, failures: 0 }), 2000);
  assert.equal(pauseOf({ hidden: true, failures: 0 }), 20000);
});

test("while the server is away it asks ever less often, but at least twice a minute", () => {
  const pauses = [1, 2, 3, 4, 50].map((failures) => pauseOf({ hidden: false, failures }));
  assert.deepEqual(pauses, [4000, 8000, 16000, 30000, 30000]);
});
