import { expect, test } from "vitest";
import { applyEvent, foldEvents } from "@/lib/core/apply-event";
import { modelsToContinue } from "@/lib/core/continue-turn";
import type { StoredEvent } from "@/lib/core/events";
import { ModelName, PanelistId, PointId } from "@/lib/core/ids";
import type { ReopenedWork } from "@/lib/core/reopening";
import { reopenTurn, runTurn } from "@/lib/core/run-turn";
import { judge, no, play, scriptedModels, testPanel, testPorts, testRequest, yes } from "@/lib/core/test-kit";
import { currentAnswers, type TurnState } from "@/lib/core/turn";
import { createTurnControl } from "@/lib/core/turn-control";
import { canContinue } from "@/lib/core/unfinished";
import type { VerdictWish } from "@/lib/core/wished-verdict";
import { interruptingEvents, withEnding } from "./interruption";
import { continueByItself } from "./self-continue";
import { heldReply, openTestWork } from "./turns-test-kit";

const replies = { "t:yes": yes, "t:no": no, "t:judge": judge, "t:other": judge, "t:writer": "Yes and no. ⟦c1⟧" };
const panel = testPanel(["t:yes", "t:no"], { judge: { model: "t:judge" }, synthesizer: { model: "t:writer" } });

const askedIn = (requests: readonly { model: string }[]) => [...new Set(requests.map(({ model }) => model))].toSorted();

async function wholeLog(): Promise<StoredEvent[]> {
  const { streamModel } = scriptedModels(replies);
  const { events } = await play(runTurn(testRequest(panel), testPorts(streamModel), createTurnControl()));
  return events.map((event, index) => ({ ...event, seq: index + 1 }));
}

/** What was not finished when the log ended there. */
function missingFrom(log: readonly StoredEvent[]): string[] {
  const hasAnswer = (id: string) => log.some((event) => event.type === "answer-ended" && event.panelistId === id);
  const has = (type: string) => log.some((event) => event.type === type);
  const missing = {
    "t:yes": !hasAnswer("p1"),
    "t:no": !hasAnswer("p2"),
    "t:judge": !has("analysis-ended"),
    "t:writer": !has("synthesis-ended"),
  };
  return Object.entries(missing)
    .flatMap(([model, isMissing]) => (isMissing ? [model] : []))
    .toSorted();
}

test("wherever a turn was interrupted, continuing asks for what is missing and for nothing else", async () => {
  const log = await wholeLog();
  for (let length = 1; length < log.length; length += 1) {
    const cut = log.slice(0, length);
    const where = `after ${cut.at(-1)?.type} ${length}`;
    const running = foldEvents(cut);
    if (!running) throw new Error("A log has a state.");
    const closed = interrupt(running);
    const { streamModel, requests } = scriptedModels(replies);
    const work = { continue: true as const, byItself: false };
    const { turn, events } = await play(reopenTurn(closed, work, testPorts(streamModel), createTurnControl()), closed);
    expect({ where, asked: askedIn(requests) }).toEqual({ where, asked: missingFrom(cut) });
    expect({ where, models: [...new Set(modelsToContinue(closed))].toSorted() }).toEqual({
      where,
      models: missingFrom(cut),
    });
    expect({ where, types: [events[0]?.type, events.at(-1)?.type] }).toEqual({
      where,
      types: ["turn-continued", "turn-ended"],
    });
    expect({ where, texts: currentAnswers(turn).map(({ text, status, late }) => [text, status, late]) }).toEqual({
      where,
      texts: [
        [yes, "done", false],
        [no, "done", false],
      ],
    });
    expect({ where, final: turn.verdicts.at(-1)?.finalAnswer.status }).toEqual({ where, final: "done" });
    expect({ where, points: turn.verdicts.at(-1)?.points.length }).toEqual({
      where,
      points: foldEvents(log)?.verdicts[0]?.points.length,
    });
  }
});

const interrupt = (turn: TurnState) => withEnding(turn, interruptingEvents(turn, 1));

/** Opens a turn again and breaks off behind so many events. */
async function brokenOffBehind(events: number, turn: TurnState, work: ReopenedWork): Promise<TurnState> {
  const { streamModel } = scriptedModels(replies);
  let left = turn;
  let seen = 0;
  for await (const event of reopenTurn(turn, work, testPorts(streamModel), createTurnControl())) {
    left = applyEvent(left, event);
    seen += 1;
    if (seen === events) break;
  }
  return interrupt(left);
}

const other = ModelName.parse("t:other");
const wishes: readonly { what: string; wish: VerdictWish; asked: string[] }[] = [
  { what: "as before", wish: {}, asked: ["t:judge", "t:writer"] },
  {
    what: "otherwise",
    wish: { judge: other, synthesizer: null, instructions: "Be brief.", panelistIds: [PanelistId.parse("p2")] },
    asked: ["t:other"],
  },
  {
    what: "by rulings",
    wish: { rulings: [{ pointId: PointId.parse("c1"), decision: "unresolved", panelistIds: [] }] },
    asked: ["t:writer"],
  },
];

test.each(wishes)("judging again $what that never began is done as it was wished", async ({ wish, asked }) => {
  const done = foldEvents(await wholeLog());
  if (!done) throw new Error("A log has a state.");
  for (const interruptions of [1, 2, 3]) {
    let turn = await brokenOffBehind(1, done, { judgeAgain: true, wish });
    for (let again = 1; again < interruptions; again += 1)
      turn = await brokenOffBehind(1, turn, { continue: true, byItself: false });
    expect(canContinue(turn)).toBe(true);
    expect([...new Set(modelsToContinue(turn))].toSorted()).toEqual(asked);
    const { streamModel, requests } = scriptedModels(replies);
    const work = { continue: true as const, byItself: false };
    const continued = await play(reopenTurn(turn, work, testPorts(streamModel), createTurnControl()), turn);
    expect(askedIn(requests)).toEqual(asked);
    const { verdicts } = continued.turn;
    expect(verdicts).toHaveLength(2);
    expect(verdicts[1]).toMatchObject({
      finalAnswer: { status: "done" },
      ...(wish.instructions ? { instructions: "Be brief.", leftOut: ["p1"] } : {}),
      ...(wish.rulings ? { basedOn: "v1", rulings: wish.rulings } : {}),
    });
    expect(continued.turn.wish).toBeUndefined();
    expect(canContinue(continued.turn)).toBe(false);
  }
});

/** A process that is gone in the middle of an answer, and the next one on its data. */
async function afterCrash() {
  const held = heldReply("So far");
  const crashed = openTestWork({ replies: { ...replies, "t:no": held.reply } });
  const { id } = crashed.conversations.create("");
  const { turnId } = await crashed.turns.start(id, { ...crashed.ask, panel }, null);
  const answered = Promise.withResolvers<void>();
  void crashed.watch(turnId, (event) => {
    if (event.type === "answer-ended") answered.resolve();
  });
  await answered.promise;
  return { turnId, next: openTestWork({ replies, folder: crashed.folder }) };
}

test("a person continues an interrupted turn once, however often they say so; one that is done has nothing to continue", async () => {
  const { turnId, next } = await afterCrash();
  await Promise.all([next.turns.continue(turnId), next.turns.continue(turnId)]);
  await next.turns.continue(turnId).catch(() => undefined);
  const events = await next.watch(turnId);
  expect(events.filter(({ type }) => type === "turn-continued")).toMatchObject([{ seats: ["p2"], byItself: false }]);
  expect(next.requests.filter(({ model }) => model === "t:no")).toHaveLength(1);
  expect(next.requests.filter(({ model }) => model === "t:yes")).toHaveLength(0);
  const turn = next.turns.state(turnId);
  expect(turn.status).toBe("done");
  expect(turn.answers.map(({ attempt, status }) => [attempt, status])).toEqual([
    [1, "done"],
    [1, "failed"],
    [2, "done"],
  ]);
  await expect(next.turns.continue(turnId)).rejects.toThrow("This turn was not interrupted");
  await expect(next.turns.continue("unknown")).rejects.toThrow("There is no such turn.");
});

test("a turn goes on by itself only where that is free, three times at most, and while somebody may still wait", async () => {
  const { turnId, next } = await afterCrash();
  const continued: string[] = [];
  const state = next.turns.state(turnId);
  const tryIt = async (more: { kind?: "local" | "openrouter"; turn?: Partial<TurnState>; later?: number } = {}) => {
    continued.length = 0;
    await continueByItself(
      {
        log: next.log,
        logger: next.logger,
        now: () => Date.now() + (more.later ?? 0),
        kindOf: (model) => (model === "t:judge" ? (more.kind ?? "local") : "demo"),
        state: () => ({ ...state, ...more.turn }),
        continueTurn: async (id) => void continued.push(id),
      },
      [turnId],
    );
    return continued.length;
  };
  expect(canContinue(state)).toBe(true);
  expect(await tryIt()).toBe(1);
  expect(await tryIt({ kind: "openrouter" })).toBe(0);
  expect(await tryIt({ turn: { selfContinued: 2 } })).toBe(1);
  expect(await tryIt({ turn: { selfContinued: 3 } })).toBe(0);
  expect(await tryIt({ later: 5 * 60_000 })).toBe(0);
  expect(await tryIt({ turn: { status: "stopped" } })).toBe(0);
});

test("each time it goes on by itself counts, until a person opens the turn", async () => {
  const { turnId, next } = await afterCrash();
  await next.turns.continue(turnId, { byItself: true });
  await next.watch(turnId);
  expect(next.turns.state(turnId).selfContinued).toBe(1);
  await next.turns.judgeAgain(turnId);
  await next.watch(turnId);
  expect(next.turns.state(turnId).selfContinued).toBeUndefined();
});
