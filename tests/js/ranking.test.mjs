import assert from "node:assert/strict";
import test from "node:test";
import { marked, newCode, ranked } from "../../static/workspace/ranking.js";

const CODES = [
  { pk: 1, name: "Organisational dynamics", path: "" },
  { pk: 2, name: "Chief officers", path: "Organisational dynamics" },
  { pk: 3, name: "Muting", path: "Organisational dynamics › Chief officers" },
  { pk: 4, name: "Attitudes of chief officers", path: "Outcomes" },
  { pk: 5, name: "Café talk", path: "Cultural dynamics" },
];
const found = (typed, recent = []) => ranked(CODES, typed, recent).map((code) => code.pk);

test("with nothing typed the recent codes come first, then the codebook's order", () => {
  assert.deepEqual(found("", [4, 3]), [4, 3, 1, 2, 5]);
});

test("what the codebook offers first follows the recent codes, until something is typed", () => {
  const codes = CODES.map((code) => ({ ...code, first: code.pk === 4 }));
  assert.deepEqual(ranked(codes, "", [5]).map((code) => code.pk), [5, 4, 1, 2, 3]);
  assert.deepEqual(ranked(codes, "chief", []).map((code) => code.pk), [2, 4, 3]);
});

test("a name that begins with the word comes before one that holds it, and that before a path", () => {
  assert.deepEqual(found("chief"), [2, 4, 3]);
});

test("every typed word must be found, in name or path", () => {
  assert.deepEqual(found("chief mut"), [3]);
  assert.deepEqual(found("chief zebra"), []);
});

test("accents and capitals make no difference", () => {
  assert.deepEqual(found("CAFE"), [5]);
});

test("among equal matches the code used last comes first", () => {
  assert.deepEqual(found("dynamics", [5])[0], 1);
  assert.deepEqual(found("organisational", [3]), [1, 3, 2]);
});

test("a definition answers too, after names and paths", () => {
  const codes = [{ pk: 1, name: "Training", path: "", rules: ["What chiefs taught."] }, ...CODES.slice(1, 2)];
  assert.deepEqual(ranked(codes, "chief", []).map((code) => code.pk), [2, 1]);
  assert.deepEqual(ranked(codes, "taught", []).map((code) => code.pk), [1]);
});

test("what matched is marked, and nothing is lost of the name", () => {
  assert.deepEqual(marked("Chief officers", "chief"), [["Chief", true], [" officers", false]]);
  for (const { name } of CODES) {
    for (const typed of ["", "o", "of chi", "fé", "chief chief", "rs"]) {
      assert.equal(marked(name, typed).map(([text]) => text).join(""), name);
    }
  }
});

test("a theme that is not there is made with what is named under it; what a name says with a stroke is no place", () => {
  const codes = [{ pk: 1, name: "Practice", path: "", depth: 0 }, { pk: 2, name: "Tools", path: "Practice", depth: 1 }];
  assert.deepEqual(newCode("Ethics › Consent", codes, codes[1]), { name: "Consent", parent: null, theme: "Ethics", there: null });
  assert.deepEqual(newCode("Ethics > Consent", codes, null).theme, "Ethics");
  assert.deepEqual(newCode("and/or", codes, codes[0]), { name: "and/or", parent: codes[0], there: null });
  assert.equal(newCode("Practice › Tools", codes, null).there, codes[1]);
  assert.equal(newCode("Practice › Notes", codes, null).parent, codes[0]);
});
