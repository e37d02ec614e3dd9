/** Words that are being written: sent once, in order, kept while the server is away. */
import assert from "node:assert/strict";
import { test } from "node:test";

import { Draft, Problem } from "../../static/memos/draft.js";
import { keyOf, Memos } from "../../static/memos/memos.js";

const row = (guid, more = {}) => ({ guid, reply_to: null, on: {}, ...more });

/** A server that keeps what it is sent, and fails as often as it is told. */
function server(...problems) {
  const sent = [];
  const send = async (body, version) => {
    sent.push([body, version]);
    const problem = problems.shift();
    if (problem) throw problem;
    return { body, version: (version ?? 0) + 1 };
  };
  return { sent, send };
}

test("words are sent once when the writer pauses, not at each key", async () => {
  const { sent, send } = server();
  const draft = new Draft({ send, pause: 5 });
  for (const text of ["a", "ab", "abc"]) draft.write(text);
  assert.equal(draft.state, "waiting");
  await new Promise((done) => setTimeout(done, 30));
  assert.deepEqual(sent, [["abc", null]]);
  assert.equal(draft.state, "saved");
  assert.equal(draft.isUnsaved, false);
});

test("what is written while a request is on its way follows it on the version that it made", async () => {
  const { sent, send } = server();
  const draft = new Draft({ send });
  draft.write("a");
  const work = draft.save();
  draft.write("ab");
  assert.equal(await work, true);
  assert.deepEqual(sent, [["a", null], ["ab", 1]]);
});

test("only words that follow on one's own go on with them", async () => {
  const told = [];
  const send = async (body, version, goesOn) => told.push(goesOn) && { body, version: (version ?? 0) + 1 };
  const draft = new Draft({ text: "a", version: 4, send });
  const write = (text) => (draft.write(text), draft.save());
  await write("ab");
  await write("abc");
  draft.adopt({ version: 9, body: "theirs" });
  await write("theirs and mine");
  await write("theirs and mine too");
  assert.deepEqual(told, [false, true, false, true]);
});

test("while the server is away words wait and are sent again by themselves", async () => {
  const { sent, send } = server(new Problem("away"), new Problem("loggedOut"));
  const draft = new Draft({ send, retry: 5 });
  draft.write("a");
  assert.equal(await draft.save(), false);
  assert.equal(draft.state, "away");
  assert.equal(draft.isUnsaved, true);
  await new Promise((done) => setTimeout(done, 60));
  assert.equal(draft.state, "saved");
  assert.equal(sent.length, 3);
});

test("in a conflict nothing is sent until one version is chosen", async () => {
  const stands = { version: 7, body: "theirs" };
  for (const [choose, text, count] of [["keepMine", "mine", 2], ["takeTheirs", "theirs", 1]]) {
    const { sent, send } = server(new Problem("conflict", "changed", stands));
    const draft = new Draft({ text: "first", version: 1, send });
    draft.write("mine");
    await draft.save();
    assert.equal(draft.state, "conflict");
    assert.equal(await draft.save(), false);
    draft.adopt({ version: 7, body: "theirs" });
    assert.equal(draft.text, "mine");
    await draft[choose]();
    assert.deepEqual([draft.text, draft.state, sent.length], [text, "saved", count]);
  }
});

test("a refusal is not repeated until the words change", async () => {
  const { sent, send } = server(new Problem("refused", "too long"));
  const draft = new Draft({ send, pause: 5, retry: 5 });
  draft.write("a");
  await draft.save();
  assert.equal(draft.problem.message, "too long");
  await new Promise((done) => setTimeout(done, 30));
  assert.equal(sent.length, 1);
});

test("an emptied memo is not sent, nor one of blanks", async () => {
  const { sent, send } = server();
  const fresh = new Draft({ send });
  fresh.write("  \n");
  const kept = new Draft({ text: "a", version: 1, send });
  kept.write("");
  assert.deepEqual([fresh.state, kept.state], ["saved", "empty"]);
  await Promise.all([fresh.save(), kept.save()]);
  assert.deepEqual(sent, []);
  assert.deepEqual([fresh.isUnsaved, kept.isUnsaved], [false, false]);
});

test("signs that no database stores don't make words unsaved for ever", async () => {
  const { sent, send } = server();
  const draft = new Draft({ send });
  draft.write("a\0b\ud800c👮🏽‍♀️");
  assert.equal(await draft.save(), true);
  assert.deepEqual(sent, [["abc👮🏽‍♀️", null]]);
});

test("words from elsewhere are taken over unless one's own are not saved", () => {
  const draft = new Draft({ text: "a", version: 1, send: server().send });
  draft.adopt({ version: 2, body: "b" });
  assert.deepEqual([draft.text, draft.version], ["b", 2]);
  draft.write("c");
  draft.adopt({ version: 3, body: "d" });
  assert.deepEqual([draft.text, draft.version], ["c", 2]);
});

test("discussions are found by the thing they are on, and go with their replies", () => {
  const memos = new Memos([
    row("a", { on: { code: 1 } }),
    row("b", { on: { code: 1 }, reply_to: "a" }),
    row("c", { on: { coding: "x" } }),
    row("d"),
  ]);
  const found = (...keys) => memos.on(...keys).map(({ guid }) => guid);
  assert.deepEqual([found("code:1"), found("coding:x", "journal"), found("code:2")], [["a"], ["c", "d"], []]);
  assert.deepEqual([...memos.counts()], [["code:1", 1], ["coding:x", 1], ["journal", 1]]);
  assert.equal(keyOf({ transcript: 3 }), "transcript:3");
  memos.drop("a");
  assert.deepEqual([...memos.all.keys()], ["c", "d"]);
});

test("what may be empty is saved when it is emptied", async () => {
  const { sent, send } = server();
  const draft = new Draft({ text: "a", version: 4, send, keepsBlank: true });
  draft.write("");
  assert.equal(draft.state, "waiting");
  assert.equal(await draft.save(), true);
  assert.deepEqual(sent, [["", 4]]);
  assert.equal(draft.state, "saved");
});
