import assert from "node:assert/strict";
import test from "node:test";
import { Away, Outbox } from "../../static/workspace/outbox.js";

/** An outbox over a server that answers as told, and whose next try is made by hand. */
function over(answers) {
  const sent = [];
  const pauses = [];
  const tries = [];
  const send = async ({ name }) => {
    sent.push(name);
    const answer = answers.length ? answers.shift() : name;
    if (answer instanceof Error) throw answer;
    return answer;
  };
  const outbox = new Outbox(send, (again, pause) => (tries.push(again), pauses.push(pause)));
  return { outbox, sent, pauses, again: () => tries.at(-1)() };
}

const settled = () => new Promise((done) => setTimeout(done, 5));

test("changes are sent one after another in the order they were made", async () => {
  const { outbox, sent } = over([]);
  const answers = await Promise.all(["a", "b", "c"].map((name) => outbox.put({ name })));
  assert.deepEqual([sent, answers, outbox.size], [["a", "b", "c"], ["a", "b", "c"], 0]);
});

test("while the server is away all wait, and are sent in order, once each, when it is back", async () => {
  const { outbox, sent, again } = over([new Away("away")]);
  const answers = ["a", "b", "c"].map((name) => outbox.put({ name, guid: name }));
  await settled();
  assert.deepEqual([sent, outbox.size, outbox.away.message], [["a"], 3, "away"]);
  assert.ok(outbox.has("c"));
  await again();
  await Promise.all(answers);
  assert.deepEqual([sent, outbox.size, outbox.away], [["a", "a", "b", "c"], 0, null]);
  assert.ok(!outbox.has("c"));
});

test("what the server said before a change was answered is older than the change", async () => {
  const { outbox } = over([]);
  const asked = performance.now();
  await settled();
  await outbox.put({ name: "a", guid: "a" });
  assert.deepEqual([outbox.has("a", asked), outbox.has("a", performance.now() + 1), outbox.has("b", asked)], [true, false, false]);
});

test("the pause between tries grows from two seconds to fifteen, and is short again after an answer", async () => {
  const away = () => new Away("away");
  const { outbox, pauses, again } = over([away(), away(), away(), away(), away(), "done", away()]);
  outbox.put({ name: "a" });
  for (let time = 0; time < 5; time += 1) await settled().then(again);
  await settled();
  outbox.put({ name: "b" });
  await settled();
  assert.deepEqual(pauses, [2000, 4000, 8000, 15000, 15000, 2000]);
});

test("a refusal is given back to whoever made the change, and the next goes on", async () => {
  const { outbox, sent } = over([new Error("no")]);
  const [first, second] = [outbox.put({ name: "a" }), outbox.put({ name: "b" })];
  await assert.rejects(first, /no/);
  assert.equal(await second, "b");
  assert.deepEqual(sent, ["a", "b"]);
});

test("what was to be done with a coding that was refused is given back with it, unsent", async () => {
  const { outbox, sent } = over([new Error("no")]);
  const made = outbox.put({ name: "make", guid: "x", makes: true });
  const changed = outbox.put({ name: "change", guid: "x" });
  const other = outbox.put({ name: "other", guid: "y" });
  await assert.rejects(made, /no/);
  await assert.rejects(changed, /no/);
  assert.equal(await other, "other");
  assert.deepEqual(sent, ["make", "other"]);
});

test("a kick tries at once, but only what waits", async () => {
  const { outbox, sent } = over([new Away("away")]);
  outbox.kick();
  const answer = outbox.put({ name: "a" });
  await settled();
  outbox.kick();
  assert.equal(await answer, "a");
  assert.deepEqual(sent, ["a", "a"]);
});

test("each step is told", async () => {
  const { outbox, again } = over([new Away("away", true)]);
  const told = [];
  outbox.addEventListener("change", () => told.push([outbox.size, outbox.away?.loggedOut ?? null]));
  const answer = outbox.put({ name: "a" });
  await settled();
  await again();
  await answer;
  assert.deepEqual(told, [[1, null], [1, true], [0, null]]);
});
