import { expect, test } from "vitest";
import { StaleEpochError } from "@/db/instance";
import { createPackableTurns } from "@/db/packable-turns";
import { foldEvents } from "@/lib/core/apply-event";
import type { StoredEvent } from "@/lib/core/events";
import { PanelistId, PointId, VerdictId } from "@/lib/core/ids";
import { actorOf, isDelta } from "@/lib/core/pack-events";
import { follow } from "./follow";
import { lastSeen } from "./last-seen";
import { packAfter, packNext } from "./packing";
import { openTestWork } from "./turns-test-kit";

const p1 = PanelistId.parse("p1");
const v1 = VerdictId.parse("v1");
const never = new AbortController().signal;

async function closedTurn() {
  const work = openTestWork();
  const { id } = work.conversations.create("");
  const { turnId } = await work.turns.start(id, work.ask, null);
  const events = await work.watch(turnId);
  const state = work.turns.state(turnId);
  const closedAt = state.endedAt ?? 0;
  return { ...work, packable: createPackableTurns(work.db), id, turnId, events, state, closedAt };
}

async function packedTurn() {
  const turn = await closedTurn();
  expect(packNext(turn, turn.closedAt + packAfter)).toBe(true);
  return turn;
}

const ask = (url: string) => new Request(`http://localhost${url}`);

test("a log is packed ten minutes after the end, not before, and once", async () => {
  const turn = await closedTurn();
  expect(packNext(turn, turn.closedAt + packAfter - 1)).toBe(false);
  expect(turn.log.readAll(turn.turnId)).toEqual(turn.events);
  expect(packNext(turn, turn.closedAt + packAfter)).toBe(true);
  expect(packNext(turn, turn.closedAt + packAfter)).toBe(false);
});

test("a packed log has one delta a text, keeps every other event in its place, and folds to the same state", async () => {
  const { log, turnId, events, state, turns } = await packedTurn();
  const packed = log.readAll(turnId);
  const actorsOf = (some: readonly StoredEvent[]) => some.flatMap((event) => (isDelta(event) ? actorOf(event) : []));
  const actors = actorsOf(packed);
  expect(actors).toEqual([...new Set(actorsOf(events))]);
  expect(events.filter(isDelta).length).toBeGreaterThan(actors.length);
  expect(packed.filter((event) => !isDelta(event))).toEqual(events.filter((event) => !isDelta(event)));
  expect(foldEvents(packed)).toEqual(state);
  expect(turns.state(turnId)).toEqual(state);
});

test("who asks for events that were packed gets 410, who has seen them all may follow", async () => {
  const { turns, turnId, state } = await packedTurn();
  const range = turns.logRange(turnId);
  for (const after of [0, 1, state.lastSeq - 1]) {
    expect(() => lastSeen(ask(`/?after=${after}`), range)).toThrow(
      expect.objectContaining({ failure: expect.objectContaining({ code: "gone", httpStatus: 410 }) }),
    );
  }
  expect(lastSeen(ask(`/?after=${state.lastSeq}`), range)).toBe(state.lastSeq);
  expect(() => lastSeen(ask(`/?after=${state.lastSeq + 1}`), range)).toThrow(/beyond the newest/);
  expect(() => lastSeen(ask("/?after=x"), range)).toThrow(/whole number/);
});

test("a slow reader whose events are packed under way is cut off instead of getting a log with holes", async () => {
  const turn = await closedTurn();
  const rows = follow(
    {
      ...turn.followParts,
      log: { ...turn.log, readAfter: (id, after) => turn.log.readAfter(id, after, { rows: 3, characters: 1_000_000 }) },
    },
    turn.turnId,
    0,
    never,
  );
  expect((await rows.next()).value).toHaveLength(3);
  packNext(turn, turn.closedAt + packAfter);
  expect(await rows.next()).toEqual({ done: true, value: "cut-off" });
});

test("judging again, a retry, a ruling and a choice work on a packed turn, and what they add can be followed", async () => {
  const { turns, turnId, state, watch, log } = await packedTurn();
  await turns.judgeAgain(turnId);
  const added = await watch(turnId, undefined, state.lastSeq);
  expect(added.map(({ seq }) => seq)).toEqual(added.map((_, index) => state.lastSeq + 1 + index));
  await turns.retryPanelist(turnId, p1);
  await watch(turnId, undefined, turns.state(turnId).lastSeq);
  turns.chooseVerdict(turnId, v1);
  turns.rule(turnId, {
    verdictId: v1,
    pointId: PointId.parse("c1"),
    ruling: { pointId: PointId.parse("c1"), decision: "unresolved", panelistIds: [] },
  });
  const after = turns.state(turnId);
  expect(after.verdicts).toHaveLength(2);
  expect(after.answers.filter(({ panelistId }) => panelistId === p1)).toHaveLength(2);
  expect(after.currentVerdictId).toBe(v1);
  expect(foldEvents(log.readAll(turnId))).toEqual(after);
});

test("a turn that is opened again is not packed while it runs, and again after its end", async () => {
  const turn = await closedTurn();
  const far = turn.closedAt + packAfter * 100;
  await turn.turns.judgeAgain(turn.turnId);
  expect(packNext(turn, far)).toBe(false);
  await turn.watch(turn.turnId, undefined, turn.state.lastSeq);
  expect(packNext(turn, far)).toBe(true);
  expect(turn.turns.logRange(turn.turnId).packed).toBe(turn.turns.state(turn.turnId).lastSeq);
  const again = openTestWork({ folder: turn.folder });
  expect(again.turns.state(turn.turnId)).toEqual(turn.turns.state(turn.turnId));
});

test("a process that another has followed packs nothing, marks nothing, and ends", async () => {
  const turn = await closedTurn();
  const before = turn.log.readAll(turn.turnId);
  const next = openTestWork({ folder: turn.folder });
  expect(() => packNext(turn, turn.closedAt + packAfter)).toThrow(StaleEpochError);
  expect(() => turn.log.leaveUnpacked(turn.turnId)).toThrow(StaleEpochError);
  await turn.lost;
  expect(next.log.readAll(turn.turnId)).toEqual(before);
  expect(packNext({ ...next, packable: turn.packable }, turn.closedAt + packAfter)).toBe(true);
  expect(next.log.readAll(turn.turnId).length).toBeLessThan(before.length);
});

test("a log that would not tell the same packed stays whole", async () => {
  const turn = await closedTurn();
  const at = turn.closedAt;
  const ofAnswer = { at, panelistId: p1, attempt: 1 };
  // An attempt that began twice: its first text does not count, and joined it would stand before the second beginning.
  turn.log.append(turn.turnId, [
    { type: "turn-reopened", at, reason: "retry" },
    { ...ofAnswer, type: "answer-started", model: "t:yes" },
    { ...ofAnswer, type: "answer-delta", text: "Anew." },
    { type: "turn-ended", at },
  ]);
  const before = turn.log.readAll(turn.turnId);
  expect(packNext(turn, at + packAfter)).toBe(true);
  expect(turn.log.readAll(turn.turnId)).toEqual(before);
  expect(packNext(turn, at + packAfter)).toBe(false);
});
