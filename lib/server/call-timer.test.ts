import { expect, test } from "vitest";
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
