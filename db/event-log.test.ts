import { expect, test } from "vitest";
import type { TurnEvent } from "@/lib/core/events";
import { PanelistId } from "@/lib/core/ids";
import { openTestWork } from "@/lib/server/turns-test-kit";

const delta = (text: string): TurnEvent => {
  return { type: "answer-delta", at: 5, panelistId: PanelistId.parse("p1"), attempt: 1, text };
};

async function endedTurn() {
  const work = openTestWork();
  const { id } = work.conversations.create("");
  const { turnId } = await work.turns.start(id, work.ask, null);
  const events = await work.watch(turnId);
  return { ...work, turnId, last: events.length };
}

test("seq counts 1, 2, 3, ... in each turn without holes", async () => {
  const { log, turnId, last } = await endedTurn();
  expect(log.append(turnId, [delta("a"), delta("b")])).toBe(last + 2);
  expect(log.append(turnId, [delta("c")])).toBe(last + 3);
  const seqs = log.readAll(turnId).map((event) => event.seq);
  expect(seqs).toEqual(seqs.map((_, index) => index + 1));
});

test("reading gives the rows after a seq, at most the limit, as they were written", async () => {
  const { log, turnId, last } = await endedTurn();
  log.append(turnId, [delta("line\r\nbreak ⟦c1⟧"), delta("b"), delta("c")]);
  const rows = log.readAfter(turnId, last, { rows: 2, characters: 1000 });
  expect(rows.map((row) => row.seq)).toEqual([last + 1, last + 2]);
  expect(rows[0]?.data).toBe(JSON.stringify(delta("line\r\nbreak ⟦c1⟧")));
  expect(log.readAfter(turnId, last + 3, { rows: 10, characters: 1000 })).toEqual([]);
});

test("a turn is closed only while its newest event closes it", async () => {
  const { log, turnId } = await endedTurn();
  expect(log.isClosed(turnId)).toBe(true);
  log.append(turnId, [{ type: "turn-reopened", at: 6, reason: "retry" }]);
  expect(log.isClosed(turnId)).toBe(false);
  expect(log.isClosed("unknown")).toBe(false);
  expect(log.lastSeq("unknown")).toBe(0);
});

test("events and the writes beside them are stored together or not at all", async () => {
  const { log, turnId, last, conversations } = await endedTurn();
  const failing = () => {
    conversations.create("Half");
    throw new Error("disk full");
  };
  expect(() => log.append(turnId, [delta("lost")], failing)).toThrow("disk full");
  expect(log.lastSeq(turnId)).toBe(last);
  expect(conversations.list({ q: "Half" }).conversations).toEqual([]);
});

test("an event cannot be stored for a turn that does not exist", async () => {
  const { log } = await endedTurn();
  expect(() => log.append("unknown", [delta("a")])).toThrow(/FOREIGN KEY/);
});

test("the table has no row ids of its own, so that a turn's rows lie together", async () => {
  const { db } = await endedTurn();
  const made = db.$client.prepare("select sql from sqlite_master where name = 'turn_events'").pluck().get();
  expect(made).toMatch(/WITHOUT ROWID/);
});
