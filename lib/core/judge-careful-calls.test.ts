import { expect, test } from "vitest";
import { FailureError, failure } from "./failure";
import { blind, careful, first, judged, quotes, second, text } from "./judge-test-kit";
import type { ModelChunk } from "./model";
import { runTurn } from "./run-turn";
import { play, scriptedModels, testPanel, testPorts, testRequest, yesNoJudge } from "./test-kit";
import { currentVerdict } from "./turn";
import { createTurnControl } from "./turn-control";

test("all calls of a careful judge are counted", async () => {
  const { verdict, turn } = await judged({ full: text(first()), second: text(second()) }, careful);
  expect(verdict.judge).toMatchObject({ costUsd: 0.02, usage: { promptTokens: 200 } });
  expect(turn.totals).toMatchObject({ costUsd: expect.closeTo(0.05), callsOfUnknownCost: 0 });
});

test("a second order that fails leaves the first analysis without marks, and says why", async () => {
  const breaks = async function* breaks(): AsyncGenerator<ModelChunk> {
    yield { type: "text", text: `${second()}\n` };
    throw new FailureError(failure("connection_lost", "It broke off."));
  };
  const failures = { "I liked both.": "judge_not_valid_json", "": "judge_empty_completion" };
  for (const [say, code] of Object.entries(failures)) {
    const { tasks, points, verdict, events } = await judged({ full: text(first()), second: say }, careful);
    expect(tasks).toEqual(["full", "second", "final"]);
    expect(points).toMatchObject([{ id: "c1", topic: "Whether" }]);
    expect(points[0]).not.toHaveProperty("order");
    expect(events.some(({ type }) => type === "analysis-revised")).toBe(false);
    expect(verdict).toMatchObject({ failure: null, orderFailure: { code }, failedJudges: [], status: "done" });
  }
  const { verdict, turn } = await judged({ full: text(first()), second: breaks }, careful);
  expect(verdict).toMatchObject({ orderFailure: { code: "judge_upstream_error" }, points: [{ id: "c1" }] });
  expect(turn.totals.callsOfUnknownCost).toBe(1);
});

test("the spending cap and a stopped turn forbid the second order, and the verdict says so", async () => {
  const capped = await judged({ full: text(first()) }, { ...careful, limits: { maxCostUsd: 0.03 } });
  expect(capped.tasks).toEqual(["full"]);
  expect(capped.verdict).toMatchObject({ orderFailure: { code: "spending_cap" }, points: [{ id: "c1" }] });
  const stopped = await judged({ full: text(first()), final: "stop" }, careful);
  expect(stopped.tasks).toEqual(["full"]);
});

test("a judge that needed the reduced form gets it in the second order too, and broken lines are mended in each", async () => {
  const short = (yes: string, no: string) =>
    `CONTRADICTIONS | ${yes}, ${no} | "${quotes.yes}" "${quotes.no}" | it is / it is not\nEND`;
  const reduced = async function* reduced(request: {
    messages: readonly { content?: string | null }[];
  }): AsyncGenerator<ModelChunk> {
    const prompt = request.messages.at(-1)?.content ?? "";
    const isFirst = /id="A"[^>]*>\nNo/.test(prompt);
    yield { type: "text", text: isFirst ? short("B", "A") : short("A", "B") };
    yield { type: "finished", finish: "stop", usage: null, costUsd: 0, resolvedModel: "r" };
  };
  const asked = await judged({ full: "Prose.", second: "Prose.", reduced }, careful);
  expect(asked.tasks).toEqual(["full", "reduced", "reduced", "final"]);
  expect(asked.points).toMatchObject([{ order: "stable" }]);
  const wrong = JSON.stringify({ kind: "consensus", topic: "Tides", views: [] });
  const mended = await judged({ full: text(first()), second: text(second(), wrong), repair: blind("Mended") }, careful);
  expect(mended.tasks).toEqual(["full", "second", "repair", "final"]);
  expect(mended.points.map(({ topic, order }) => [topic, order])).toEqual([
    ["Whether", "stable"],
    ["Mended", "one_order"],
  ]);
  expect(mended.verdict.judge.costUsd).toBeCloseTo(0.03);
});

test("a fallback judge is careful too, and counts from its own calls", async () => {
  const full = async function* full(request: { model: string }): AsyncGenerator<ModelChunk> {
    yield { type: "text", text: request.model === "t:other" ? text(first()) : "Prose." };
    yield { type: "finished", finish: "stop", usage: null, costUsd: 0.01, resolvedModel: "r" };
  };
  const judge = { ...careful.judge, fallbacks: ["t:other"] };
  const { tasks, verdict } = await judged({ full, second: text(second()) }, { judge });
  expect(tasks).toEqual(["full", "reduced", "full", "second", "final"]);
  expect(verdict).toMatchObject({
    judge: { model: "t:other", costUsd: 0.02 },
    askedAgain: ["second_order"],
    points: [{ order: "stable" }],
  });
});

test("one answer alone is judged once", async () => {
  const only = JSON.stringify({
    kind: "partial_coverage",
    topic: "Weak",
    views: [{ by: "A", quote: quotes.yes }],
    point: "It is weak.",
  });
  const judge = async function* judge(request: {
    messages: readonly { content?: string | null }[];
  }): AsyncGenerator<ModelChunk> {
    const isFinal = request.messages.at(-1)?.content?.includes("FINAL ANSWER");
    yield { type: "text", text: isFinal ? "Done." : text(only) };
    yield { type: "finished", finish: "stop", usage: null, costUsd: 0, resolvedModel: "r" };
  };
  const { streamModel, requests } = scriptedModels({ ...yesNoJudge, "t:judge": judge });
  const panel = testPanel(["t:yes"], careful);
  const { turn } = await play(runTurn(testRequest(panel), testPorts(streamModel), createTurnControl()));
  expect(requests.map(({ model }) => model)).toEqual(["t:yes", "t:judge", "t:judge"]);
  expect(currentVerdict(turn)).toMatchObject({ points: [{ kind: "partial_coverage" }] });
  expect(currentVerdict(turn)).not.toHaveProperty("secondLabels");
});
