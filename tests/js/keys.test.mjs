import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import test from "node:test";
import { turnFor } from "../../static/js/undo-keys.js";
import { actionFor } from "../../static/workspace/keys.js";

const reading = { on: true, typing: false, dialog: false, turn: false, rtl: false, borders: false, letters: ["d", "a"] };
const press = (key, where = {}, more = {}) => actionFor({ key, ...more }, { ...reading, ...where });
const shift = { shiftKey: true };

test("single keys act while one reads", () => {
  assert.equal(press("c"), "code");
  assert.equal(press("C"), "code");
  assert.equal(press("j"), "next turn");
  assert.equal(press("?", {}, shift), "keys");
  assert.equal(press("J", {}, shift), "next transcript");
  assert.equal(press("G", {}, shift), "previous uncoded");
});

test("the letters that qualifiers get mean nothing else, and all others that do nothing are theirs", () => {
  const [, free] = /^FREE = "(\w+)"$/m.exec(readFileSync("coding/codebook/keys.py", "utf8"));
  const idle = [..."abcdefghijklmnopqrstuvwxyz"].filter((letter) => !press(letter, { letters: [] }));
  assert.equal(idle.join(""), free);
});

test("they never act while one types, in a dialog, with a modifier or switched off", () => {
  for (const where of [{ typing: true }, { dialog: true }, { on: false }]) {
    for (const key of ["u", "1", "d", "v"]) assert.equal(press(key, where), undefined);
  }
  for (const held of ["ctrlKey", "metaKey", "altKey", "isComposing"]) {
    for (const key of ["c", "d", "v"]) assert.equal(press(key, {}, { [held]: true }), undefined);
    if (held !== "altKey") assert.equal(press("1", {}, { [held]: true }), undefined);
  }
});

test("Escape, and the arrows in the words, act whether single keys do or not", () => {
  assert.equal(press("Escape", { on: false }), "escape");
  assert.equal(press("ArrowDown", { on: false, turn: true }), "next sentence");
  assert.equal(press("Enter", { on: false, turn: true }), "code");
});

test("arrows and Enter act in a turn and leave the rest of the page alone", () => {
  assert.equal(press("ArrowRight"), undefined);
  assert.equal(press("Enter"), undefined);
  assert.equal(press("End"), undefined);
  assert.equal(press("ArrowRight", { turn: true }), "next word");
  assert.equal(press("ArrowDown", { turn: true }, shift), "extend sentence");
  assert.equal(press("ArrowDown", { turn: true }, { ctrlKey: true, shiftKey: true }), "extend turn");
  assert.equal(press("End", { turn: true }, shift), "extend transcript");
});

test("in right-to-left words the left arrow goes on", () => {
  const rtl = { turn: true, rtl: true };
  assert.equal(press("ArrowLeft", rtl), "next word");
  assert.equal(press("ArrowRight", rtl, shift), "shrink word");
  assert.equal(press("ArrowDown", rtl), "next sentence");
  assert.equal(press("ArrowLeft", { ...rtl, borders: true }), "lengthen end word");
});

test("where the layout writes another script, keys act by their place", () => {
  assert.equal(press("ב", {}, { code: "KeyC" }), "code");
  assert.equal(press("О", {}, { code: "KeyJ", ...shift }), "next transcript");
  assert.equal(press("в", {}, { code: "KeyD" }), "qualify 0");
  assert.equal(press("é", {}, { code: "KeyW" }), undefined);
  assert.equal(turnFor({ key: "ז", code: "KeyZ", ctrlKey: true }, { typing: false, dialog: false }), "undo");
});

test("digits apply recent codes in any layout, with Shift they keep the selection, and a sign on them is itself", () => {
  assert.equal(press("1", {}, { code: "Digit1" }), "digit 1");
  assert.equal(press("!", {}, { code: "Digit1", ...shift }), "digit 1 keep");
  assert.equal(press("&", {}, { code: "Digit1" }), "digit 1");
  assert.equal(press("5", {}, { code: "Numpad5" }), "digit 5");
  assert.equal(press("/", {}, { code: "Digit7", ...shift }), "filter");
  assert.equal(press("0", {}, { code: "Digit0" }), undefined);
});

test("with Alt a digit pins a code, whatever sign the system makes of it", () => {
  assert.equal(press("¡", {}, { code: "Digit1", altKey: true }), "pin 1");
  assert.equal(press("1", { typing: true }, { code: "Digit1", altKey: true }), undefined);
});

test("a qualifier has its letter", () => {
  assert.equal(press("a"), "qualify 1");
  assert.equal(press("D"), "qualify 0");
  assert.equal(press("w"), undefined);
  assert.equal(press("x"), "complete");
});

test("while borders move, arrows move them and nothing else acts", () => {
  const borders = { borders: true, turn: true };
  assert.equal(press("ArrowRight", borders), "lengthen end word");
  assert.equal(press("ArrowUp", borders, shift), "shorten start sentence");
  assert.equal(press("ArrowLeft", borders, { altKey: true, ...shift }), "shorten start grapheme");
  assert.equal(press("Enter", borders), "saveBorders");
  assert.equal(press("Escape", borders), "leaveBorders");
  for (const key of ["u", "c", "1", "d", "Delete"]) assert.equal(press(key, borders), undefined);
});

test("the list of keys names every key that acts", () => {
  const scripts = readFileSync(new URL("../../static/workspace/keys.js", import.meta.url), "utf8");
  const list = readFileSync(new URL("../../templates/coding/_workspace_keys.html", import.meta.url), "utf8");
  const tables = scripts.slice(0, scripts.indexOf("/** While the borders"));
  const keys = [...tables.matchAll(/^ {2}"?([^":\s]+)"?: "/gm)].map(([, key]) => key);
  assert.ok(keys.length > 35);
  const signs = { Enter: "↵", Delete: "Del", ArrowRight: "→", ArrowLeft: "←", ArrowDown: "↓", ArrowUp: "↑" };
  const printed = (key) => key
    .replace(/^([A-Z])$/, "⇧$1").replace(/^[a-z]$/, (letter) => letter.toUpperCase())
    .replace("Shift+", "⇧").replace("Ctrl+", "Ctrl ").replace(/\w+$/, (name) => signs[name] ?? name);
  const missing = keys.map(printed).filter((key) => !list.includes(`<kbd>${key}</kbd>`) && !["⇧Home", "⇧End"].includes(key));
  assert.deepEqual(missing, []);
});
