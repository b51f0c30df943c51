import { expect, test } from "vitest";
import type { TurnEvent } from "@/lib/core/events";
import { ModelName } from "@/lib/core/ids";
import { runTurn } from "@/lib/core/run-turn";
import { fail, play, scriptedModels, testPanel, testPorts, testRequest, yesNoJudge } from "@/lib/core/test-kit";
import { createTurnControl } from "@/lib/core/turn-control";
import type { Program } from "@/lib/server/programs";
import { openTestWork } from "@/lib/server/turns-test-kit";
import { createProgress } from "./progress";
import { createRunningCalls } from "./running-calls";
import { reportOf, reportText, VerdictReport } from "./verdict-report";

async function playedTurn(replies: Parameters<typeof scriptedModels>[0] = yesNoJudge) {
  const work = openTestWork({ replies });
  const { turnId } = await work.turns.start(work.conversations.create("").id, work.ask, null);
  const events = await work.watch(turnId);
  return { turn: work.turns.state(turnId), events };
}

test("the report of a turn has the final answer without marks, and only quotes that were found", async () => {
  const { turn } = await playedTurn();
  const report = VerdictReport.strict().parse(reportOf(turn, "http://localhost/c/x"));
  expect(report).toMatchObject({
    status: "done",
    finalAnswer: "They differ. Unknown marks go.",
    problem: null,
    chosen: null,
  });
  const route = {
    decision: "panel" as const,
    by: "call" as const,
    model: ModelName.parse("t:judge"),
    reason: "They differ.",
  };
  expect(reportOf({ ...turn, route }, "u").chosen).toEqual({
    decision: "panel",
    model: "t:judge",
    reason: "They differ.",
  });
  const texts = turn.answers.map(({ text }) => text);
  const quotes = report.points.flatMap(({ positions }) => positions.map(({ quote }) => quote));
  expect(quotes).toHaveLength(2);
  for (const quote of quotes) expect(texts.some((text) => text.includes(quote))).toBe(true);
  const words = reportText(report);
  expect(words).toContain("They differ. Unknown marks go.");
  expect(words).toContain(`“${quotes[0]}”`);
  expect(words).toContain("http://localhost/c/x");
});

test("what is missing stands first", async () => {
  const { turn } = await playedTurn({ ...yesNoJudge, "t:yes": fail("not_authorized", "") });
  const words = reportText(reportOf(turn, "u"));
  expect(words.startsWith("Missing: t:yes: It broke.")).toBe(true);
});

test("progress of a panel that asks two first counts all of it, and points of one judging", async () => {
  const third = "Yes, it is so because somebody measured it.";
  const { streamModel } = scriptedModels({ ...yesNoJudge, "t:third": third });
  const panel = testPanel(["t:yes", "t:no", "t:third"], { limits: { scout: true, quorum: "all" } });
  const { events } = await play(runTurn(testRequest(panel), testPorts(streamModel), createTurnControl()));
  const progressOf = createProgress(3, (id) => id);
  const words = events.flatMap((event) => progressOf(event)?.message ?? []);
  expect(words).toEqual([
    "Panel: p1 is done, 1 of 3",
    "Panel: p2 is done, 2 of 3",
    "Judge started",
    expect.stringMatching(/^Point 1, contradictions/),
    "The rest of the panel is asked too",
    "Panel: p3 is done, 3 of 3",
    "Judge started",
    expect.stringMatching(/^Point 1, contradictions/),
    "Final answer started, from 1 point",
    "Final answer ready",
  ]);
});

test("progress only grows, ends at its total, and gives a sign of life every 10 s", async () => {
  const { events } = await playedTurn();
  const progressOf = createProgress(2, (id) => id);
  const told = events.flatMap((event) => progressOf(event) ?? []);
  const figures = told.map(({ progress }) => progress);
  expect(figures).toEqual(figures.toSorted((a, b) => a - b));
  expect(new Set(figures).size).toBe(figures.length);
  expect(told.at(-1)).toMatchObject({ progress: 4, total: 4, message: "Final answer ready" });

  const alive = createProgress(2, (id) => id);
  const delta = (at: number): TurnEvent => ({
    ...(events.find(({ type }) => type === "answer-delta") as TurnEvent),
    at,
  });
  expect([alive(delta(0)), alive(delta(9_999)), alive(delta(10_000))?.message, alive(delta(10_001))]).toEqual([
    null,
    null,
    "Still working",
    null,
  ]);
});

test("a call is taken back by its own program in its own session only", () => {
  const calls = createRunningCalls();
  const program: Program = { client: "CI", tokenId: "t", keepsHistory: true, mayRead: false };
  const key = { program, session: "s", requestId: 1 };
  const { signal, release } = calls.open(key);
  for (const other of [
    { ...key, requestId: 2 },
    { ...key, requestId: "1" },
    { ...key, session: "other" },
    { ...key, session: null },
    { ...key, program: { ...program, tokenId: "other" } },
  ]) {
    calls.cancel(other);
  }
  expect(signal.aborted).toBe(false);
  calls.cancel(key);
  expect(signal.aborted).toBe(true);
  release();
  const next = calls.open(key);
  next.release();
  calls.cancel(key);
  expect(next.signal.aborted).toBe(false);
});
