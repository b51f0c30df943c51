import { expect, test } from "vitest";
import { type EventOf, TurnEvent } from "@/lib/core/events";
import { failure } from "@/lib/core/failure";
import { ModelName, VerdictId } from "@/lib/core/ids";
import { createCallTimer } from "./call-timer";

const verdictId = VerdictId.parse("v1");
const model = ModelName.parse("t:judge");
const spent = (promptTokens: number) => ({ usage: { promptTokens, completionTokens: 10 }, costUsd: 0.001 });

function begunTimer() {
  const timer = createCallTimer("turn-1");
  const common = { labels: {}, attempts: {}, seed: 1, nonce: "k3f9", promptVersion: 1 };
  timer({ type: "verdict-started", at: 1000, verdictId, judge: model, ...common });
  return timer;
}

test("a judge that mends its lines is remembered by what it was asked first", () => {
  const timer = begunTimer();
  const first = timer({ type: "judge-asked-again", at: 3000, verdictId, model, way: "repair", spent: spent(900) });
  expect(first).toMatchObject({ role: "judge", promptTokens: 900, durationMs: 2000, costMicroUsd: 1000 });
  const ended = { verdictId, resolvedModel: "t:judge", truncated: false };
  expect(timer({ type: "analysis-ended", at: 4000, ...ended, ...spent(50) })).toBeNull();
});

test("a judge that was asked in another form is remembered by that call", () => {
  const timer = begunTimer();
  expect(
    timer({ type: "judge-asked-again", at: 3000, verdictId, model, way: "reduced", spent: spent(900) }),
  ).toBeNull();
  const ended = { verdictId, resolvedModel: "t:judge", truncated: false };
  const row = timer({ type: "analysis-ended", at: 4000, ...ended, ...spent(800) });
  expect(row).toMatchObject({ promptTokens: 800, durationMs: 1000 });
});

const ended = { verdictId, resolvedModel: "t:judge", truncated: false };
const again = (at: number, way: "repair" | "reduced" | "quotes" | "second_order", tokens = 900) =>
  ({ type: "judge-asked-again", at, verdictId, model, way, spent: spent(tokens) }) as const;

test("quotes that are asked for again make no row, and do not lengthen the judge's own", () => {
  const timer = begunTimer();
  expect(timer(again(3000, "quotes"))).toMatchObject({ promptTokens: 900, durationMs: 2000, endedAt: 3000 });
  expect(timer({ type: "analysis-ended", at: 9000, ...ended, ...spent(50) })).toBeNull();
});

test("of careful judging the first order is remembered, whatever the second needed", () => {
  const timer = begunTimer();
  const rows = [again(3000, "second_order"), again(4000, "repair"), again(5000, "reduced"), again(6000, "quotes")].map(
    timer,
  );
  expect(rows).toMatchObject([{ promptTokens: 900, durationMs: 2000 }, null, null, null]);
  expect(timer({ type: "analysis-ended", at: 9000, ...ended, ...spent(50) })).toBeNull();
});

test("a judge that is asked again with shorter answers is timed from then", () => {
  const timer = begunTimer();
  const shortened = {
    type: "judge-asked-again",
    at: 3000,
    verdictId,
    model,
    way: "shortened",
    spent: spent(900),
  } as const;
  expect(timer(shortened)).toBeNull();
  expect(timer({ type: "analysis-ended", at: 4000, ...ended, ...spent(300) })).toMatchObject({
    promptTokens: 300,
    durationMs: 1000,
  });
});

test("a judge that wrote nothing before it was asked again makes no row", () => {
  const timer = begunTimer();
  expect(timer({ type: "judge-asked-again", at: 3000, verdictId, model, way: "quotes" })).toBeNull();
  expect(timer({ type: "analysis-ended", at: 4000, ...ended, ...spent(50) })).toBeNull();
});

test("a judge that takes over is timed from then, in the next verdict anew", () => {
  const timer = begunTimer();
  const next = ModelName.parse("t:other");
  const reason = failure("judge_upstream_error", "It broke.");
  expect(
    timer({ type: "judge-failed", at: 5000, verdictId, model, failure: reason, next, spent: spent(9) }),
  ).toBeNull();
  const row = timer({ type: "analysis-ended", at: 6000, ...ended, ...spent(70) });
  expect(row).toMatchObject({ model: "t:other", durationMs: 1000, promptTokens: 70 });
});

test("a final answer is timed to its end; its revision and a rebuttal make no row", () => {
  const timer = begunTimer();
  timer({ type: "synthesis-started", at: 2000, verdictId, model });
  const whole = { type: "synthesis-ended", at: 5000, ...ended, ...spent(80), status: "done", marks: [] };
  expect(timer(TurnEvent.parse(whole))).toMatchObject({ role: "synthesizer", durationMs: 3000 });
  const none = { unknownSources: [], unopenedSources: [], newNumbers: [], unverifiedQuotations: [] };
  const findings = { ...none, unaddressed: [], wording: [], unparsed: [], unsaid: [] };
  const revised = { type: "synthesis-revised", at: 9000, ...ended, ...spent(90), text: "New.", marks: [], findings };
  expect(timer(TurnEvent.parse(revised))).toBeNull();
  const reply = { panelistId: "p1", position: "holds", text: "I hold.", sources: [], failure: null };
  const rebuttal = { type: "rebuttal-replied", at: 9500, verdictId, model, pointId: "c1", reply, spent: spent(20) };
  expect(timer(TurnEvent.parse(rebuttal))).toBeNull();
});

test.each([
  { type: "answer-mapped", author: "p1" },
  { type: "passages-read", passages: [{ author: "p1", words: 80 }] },
  { type: "window-judged", authors: ["p1", "p2"], points: 3 },
])("the time of $type before a judge judges is not its own, and makes no row", (event) => {
  const timer = begunTimer();
  expect(timer(TurnEvent.parse({ ...event, at: 5000, verdictId, model, spent: spent(7000) }))).toBeNull();
  expect(timer({ type: "analysis-ended", at: 6000, ...ended, ...spent(800) })).toMatchObject({
    promptTokens: 800,
    durationMs: 1000,
  });
});

test("a call that only chose who answers is remembered, one that became the answer is the answer's", () => {
  const router = (end: Partial<EventOf<"route-decided">>) => {
    const timer = createCallTimer("turn-1");
    timer({ type: "route-started", at: 1000, model });
    const decided = { decision: "panel", by: "call", model, reason: "" } as const;
    return timer({ type: "route-decided", at: 2500, ...decided, ...end });
  };
  expect(router({ spent: spent(300) })).toMatchObject({ role: "router", promptTokens: 300, durationMs: 1500 });
  expect(router({ decision: "solo" })).toBeNull();
  const timer = createCallTimer("turn-1");
  timer({ type: "route-started", at: 1000, model });
  const stopped = { type: "route-stopped", at: 2000, model, spent: { usage: null, costUsd: null } } as const;
  expect(timer(stopped)).toMatchObject({ role: "router", costMicroUsd: null, durationMs: 1000 });
});
