import assert from "node:assert/strict";
import test from "node:test";
import { spotlightRules } from "../../static/workspace/spotlight.js";

test("all codes fade but those in the spotlight", () => {
  const rules = spotlightRules([1, 2, 3], new Set([2]));
  assert.match(rules, /\.coded-1::highlight\(code-1\) \{ background-color: transparent; \}/);
  assert.match(rules, /\.coded-3::highlight\(code-3\)/);
  assert.doesNotMatch(rules, /::highlight\(code-2\)/);
  assert.match(rules, /\.strip-cells i:not\(\.code-2\)/);
});

test("a branch in the spotlight is lit as a whole", () => {
  assert.match(spotlightRules([1, 2, 3], new Set([2, 3])), /i:not\(\.code-2, \.code-3\)/);
});
