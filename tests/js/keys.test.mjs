import assert from "node:assert/strict";
import test from "node:test";
import { actionFor } from "../../static/workspace/keys.js";

const reading = { on: true, typing: false, dialog: false, turn: false, rtl: false };
const press = (key, where = {}, more = {}) => actionFor({ key, ...more }, { ...reading, ...where });

test("single keys act while one reads", () => {
  assert.equal(press("c"), "code");
  assert.equal(press("C"), "code");
  assert.equal(press("j"), "next turn");
  assert.equal(press("?", {}, { shiftKey: true }), "keys");
});

test("they never act while one types, in a dialog, with a modifier or switched off", () => {
  for (const where of [{ typing: true }, { dialog: true }, { on: false }]) assert.equal(press("u", where), undefined);
  for (const held of ["ctrlKey", "metaKey", "altKey", "isComposing"]) assert.equal(press("c", {}, { [held]: true }), undefined);
});

test("Escape acts whether single keys do or not", () => {
  assert.equal(press("Escape", { on: false }), "escape");
});

test("arrows and Enter act in a turn and leave the rest of the page alone", () => {
  assert.equal(press("ArrowRight"), undefined);
  assert.equal(press("Enter"), undefined);
  assert.equal(press("ArrowRight", { turn: true }), "next word");
  assert.equal(press("ArrowDown", { turn: true }, { shiftKey: true }), "extend sentence");
  assert.equal(press("Enter", { turn: true }), "code");
});

test("in right-to-left words the left arrow goes on", () => {
  assert.equal(press("ArrowLeft", { turn: true, rtl: true }), "next word");
  assert.equal(press("ArrowRight", { turn: true, rtl: true }, { shiftKey: true }), "shrink word");
  assert.equal(press("ArrowDown", { turn: true, rtl: true }), "next sentence");
});

test("S makes the selection longer, with Shift shorter", () => {
  assert.equal(press("s"), "extend sentence");
  assert.equal(press("S", {}, { shiftKey: true }), "shrink sentence");
});
