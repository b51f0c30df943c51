import { expect, test } from "vitest";
import { parseRow } from "@/db/event-log";
import type { TurnEvent } from "@/lib/core/events";
import { PanelistId } from "@/lib/core/ids";
import type { ModelChunk } from "@/lib/core/model";
import { finished, yesNoJudge } from "@/lib/core/test-kit";
import { follow } from "./follow";
import { heldReply, openTestWork } from "./turns-test-kit";

const delta = (text: string): TurnEvent => {
  return { type: "answer-delta", at: 5, panelistId: PanelistId.parse("p1"), attempt: 1, text };
};
const ended: TurnEvent = { type: "turn-ended", at: 6 };

/** A turn that is open, with a log the test writes itself. */
async function openTurn() {
  const work = openTestWork({ replies: { "t:yes": heldReply("").reply, "t:no": heldReply("").reply } });
  const { id } = work.conversations.create("");
  const { turnId } = await work.turns.start(id, work.ask, null);
  work.turns.stop(turnId);
  await work.watch(turnId);
  const start = work.log.append(turnId, [{ type: "turn-reopened", at: 5, reason: "retry" }]);
  const parts = { ...work.followParts, isRunning: () => true };
  const write = (...events: TurnEvent[]) => {
    work.log.append(turnId, events);
    work.live.nudge(turnId);
  };
  return { turnId, start, parts, write };
}

const never = new AbortController().signal;

test("what is written while the reader is busy with the rows before it is not slept through", async () => {
  const { turnId, start, parts, write } = await openTurn();
  write(delta("a"));
  const seen: string[] = [];
  for await (const rows of follow(parts, turnId, start, never)) {
    for (const event of rows.map(parseRow)) seen.push("text" in event ? event.text : event.type);
    if (seen.length === 1) write(delta("b"), ended);
  }
  expect(seen).toEqual(["a", "b", "turn-ended"]);
});

test("what is written between the last read and the sleep wakes the reader", async () => {
  const { turnId, start, parts, write } = await openTurn();
  const isClosed = (id: string) => {
    // The moment after the read that found nothing.
    if (parts.log.lastSeq(id) === start) write(ended);
    return false;
  };
  const rows = follow({ ...parts, log: { ...parts.log, isClosed } }, turnId, start, AbortSignal.timeout(2000));
  expect((await rows.next()).value).toMatchObject([{ type: "turn-ended" }]);
});

test.each([
  ["rows", Array.from({ length: 501 }, () => delta("x"))],
  ["characters", [delta("x".repeat(64_000)), delta("y")]],
])("a running turn that holds more %s than one read is given whole although nobody writes on", async (_, events) => {
  const { turnId, start, parts, write } = await openTurn();
  write(...events);
  let given = 0;
  for await (const rows of follow(parts, turnId, start, never)) {
    given += rows.length;
    if (given === events.length) break;
  }
  expect(given).toBe(events.length);
});

test("what there is of an open turn that nobody writes is given, and the reader is told that it was cut off", async () => {
  const { turnId, start, parts, write } = await openTurn();
  write(delta("a"));
  const rows = follow({ ...parts, isRunning: () => false }, turnId, start, never);
  expect((await rows.next()).value).toHaveLength(1);
  expect(await rows.next()).toEqual({ done: true, value: "cut-off" });
});

test("with a writer racing it, every reader from anywhere gets every row once and in order", async () => {
  const { turnId, start, parts, write } = await openTurn();
  const count = 1000;
  const readers = [start, start, start + 3, start + 700].map(async (after, index) => {
    const seqs: number[] = [];
    for await (const rows of follow(parts, turnId, after, never)) {
      seqs.push(...rows.map((row) => row.seq));
      if (index > 0) await new Promise((resolve) => setImmediate(resolve));
    }
    return { after, seqs };
  });
  for (let written = 0; written < count; written += 1) {
    write(delta("x"));
    if (written % 7 === 0) await Promise.resolve();
    if (written % 31 === 0) await new Promise((resolve) => setImmediate(resolve));
  }
  write(ended);
  for (const { after, seqs } of await Promise.all(readers)) {
    const wanted = Array.from({ length: start + count + 1 - after }, (_, index) => after + 1 + index);
    expect(seqs).toEqual(wanted);
  }
});

test("a closed turn is given once and ends; an older closing event in the log does not end it", async () => {
  const { turnId, parts, write } = await openTurn();
  write(ended);
  const rows = follow(parts, turnId, 0, never);
  const types: string[] = [];
  let step = await rows.next();
  while (!step.done) {
    types.push(...step.value.map((row) => row.type));
    step = await rows.next();
  }
  expect(step.value).toBe("closed");
  expect(types.filter((type) => type === "turn-stopped" || type === "turn-ended")).toEqual([
    "turn-stopped",
    "turn-ended",
  ]);
});

test("a reader who leaves is let go at once", async () => {
  const { turnId, start, parts } = await openTurn();
  const leaving = new AbortController();
  const rows = follow(parts, turnId, start, leaving.signal);
  const next = rows.next();
  leaving.abort();
  expect(await next).toEqual({ done: true, value: "cut-off" });
});

test("a turn that nobody writes any longer lets its readers go", async () => {
  const { turnId, start, parts } = await openTurn();
  const rows = follow({ ...parts, isRunning: () => false }, turnId, start, never);
  expect(await rows.next()).toEqual({ done: true, value: "cut-off" });
});

test("readers who come before the first token, leave and come back get every event once, and nobody is asked twice", async () => {
  const held = Promise.withResolvers<void>();
  const asked = Promise.withResolvers<void>();
  const late = async function* late(): AsyncGenerator<ModelChunk> {
    asked.resolve();
    await held.promise;
    yield { type: "text", text: "Late." };
    yield finished;
  };
  const work = openTestWork({ replies: { ...yesNoJudge, "t:no": late } });
  const { id } = work.conversations.create("");
  const { turnId } = await work.turns.start(id, work.ask, null);
  await asked.promise;
  const leaving = new AbortController();
  const first = follow(work.followParts, turnId, 0, leaving.signal);
  const before = (await first.next()).value;
  leaving.abort();
  expect(await first.next()).toMatchObject({ done: true });
  const state = work.turns.state(turnId);
  expect(state.answers.find(({ model }) => model === "t:no")).toMatchObject({ status: "thinking", text: "" });
  const [again, onward] = [work.watch(turnId), work.watch(turnId, undefined, state.lastSeq)];
  held.resolve();
  const whole = await again;
  expect(whole.map(({ seq }) => seq)).toEqual(whole.map((_, index) => index + 1));
  expect(before).toEqual(work.log.readAfter(turnId, 0, { rows: before?.length ?? 0, characters: 1_000_000 }));
  expect(await onward).toEqual(whole.slice(state.lastSeq));
  expect(work.turns.state(turnId).status).toBe("done");
  expect(work.requests.filter(({ model }) => model === "t:no")).toHaveLength(1);
});
