import { expect, test } from "vitest";
import { packLimits } from "@/lib/core/coalesce";
import type { TurnEvent } from "@/lib/core/events";
import { PanelistId } from "@/lib/core/ids";
import { handClock } from "@/lib/core/test-kit";
import { createRecorder } from "./recorder";
import { heldReply, openTestWork } from "./turns-test-kit";

const p1 = PanelistId.parse("p1");
const delta = (text: string, at: number): TurnEvent => {
  return { type: "answer-delta", at, panelistId: p1, attempt: 1, text };
};

/** A recorder over a turn whose own work is over, on a clock the test moves. */
async function openRecorder() {
  const clock = handClock();
  const work = openTestWork({ clock });
  const { id } = work.conversations.create("");
  const { turnId } = await work.turns.start(id, work.ask, null);
  await work.watch(turnId);
  const broken: unknown[] = [];
  const from = work.turns.state(turnId);
  const recorder = createRecorder(work, { turnId, from, onBroken: (error) => broken.push(error) });
  recorder.take({ type: "turn-reopened", at: clock.now(), reason: "retry" });
  recorder.take({ type: "answer-started", at: clock.now(), panelistId: p1, attempt: 2, model: from.panel.judge.model });
  const stored = () => work.log.readAll(turnId).slice(from.lastSeq + 2);
  return { ...work, clock, turnId, recorder, stored, broken };
}

const settle = () => new Promise((resolve) => setImmediate(resolve));

test("deltas wait for the clock, the first one of an actor does not", async () => {
  const { clock, recorder, stored } = await openRecorder();
  recorder.take(delta("a", clock.now()));
  expect(stored()).toMatchObject([{ text: "a" }]);
  recorder.take(delta("b", clock.now()));
  recorder.take(delta("c", clock.now()));
  expect(stored()).toHaveLength(1);
  clock.advance(packLimits.milliseconds);
  await settle();
  expect(stored()).toMatchObject([{ text: "a" }, { text: "bc" }]);
});

test("followers wake when rows are stored, not before", async () => {
  const { clock, recorder, live, turnId, stored } = await openRecorder();
  using bell = live.listen(turnId, new AbortController().signal);
  let isRung = false;
  const rung = bell.rung().then(() => {
    isRung = true;
  });
  recorder.take(delta("a", clock.now()));
  expect(stored()).toHaveLength(1);
  await rung;
  expect(isRung).toBe(true);
});

test("the state is the fold of what is stored", async () => {
  const { clock, recorder, log, turnId } = await openRecorder();
  recorder.take(delta("a", clock.now()));
  recorder.take(delta("held", clock.now()));
  expect(recorder.state()?.lastSeq).toBe(log.lastSeq(turnId));
  recorder.flush();
  expect(recorder.state()?.lastSeq).toBe(log.lastSeq(turnId));
});

test("a flush by the clock that cannot be stored is told", async () => {
  const { clock, recorder, db, turnId, broken } = await openRecorder();
  recorder.take(delta("a", clock.now()));
  recorder.take(delta("b", clock.now()));
  db.$client.prepare("delete from turns where id = ?").run(turnId);
  clock.advance(packLimits.milliseconds);
  await settle();
  expect(broken).toHaveLength(1);
});

test("nothing is stored once it is closed", async () => {
  const { clock, recorder, stored } = await openRecorder();
  recorder.close();
  recorder.take(delta("late", clock.now()));
  expect(stored()).toEqual([]);
});

test("each call that ended leaves a row of history, in micro-dollars and with its duration", async () => {
  const work = openTestWork();
  const { id } = work.conversations.create("");
  await work.watch((await work.turns.start(id, work.ask, null)).turnId);
  const [panelist] = work.calls.recent("t:yes", "panelist", 10);
  expect(panelist).toMatchObject({ promptTokens: 100, completionTokens: 50, costMicroUsd: 10_000 });
  expect(panelist?.durationMs).toBeGreaterThanOrEqual(0);
  expect(work.calls.recent("t:judge", "judge", 10)).toHaveLength(1);
  expect(work.calls.recent("t:judge", "synthesizer", 10)).toHaveLength(1);
  expect(work.calls.recent("t:judge", "panelist", 10)).toEqual([]);
});

test("a turn whose words cannot be stored fails visibly and stops its calls", async () => {
  const held = heldReply("So far", " and more");
  const work = openTestWork({ replies: { "t:yes": held.reply, "t:no": held.reply } });
  const { id } = work.conversations.create("");
  const { turnId } = await work.turns.start(id, work.ask, null);
  work.db.$client.exec(
    "create trigger refuse before insert on turn_events when new.type = 'answer-ended' begin select raise(abort, 'disk full'); end",
  );
  held.release();
  const events = await work.watch(turnId);
  expect(events.at(-1)).toMatchObject({ type: "turn-failed", failure: { code: "unexpected_error" } });
  expect(work.turns.state(turnId).status).toBe("failed");
  expect(work.requests.every((request) => request.signal.aborted)).toBe(true);
  expect(work.lines.join("")).toContain("A turn broke off.");
  expect(work.lines.join("")).not.toContain("disk full");
});
