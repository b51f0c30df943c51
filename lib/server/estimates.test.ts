import { expect, test } from "vitest";
import { runTurn } from "@/lib/core/run-turn";
import { play, scriptedModels, testPanel, testPorts, testRequest, yesNoJudge } from "@/lib/core/test-kit";
import { createTurnControl } from "@/lib/core/turn-control";
import { createEstimate } from "./estimates";

test("a follow-up to a verdict is estimated with its sorting where its panel sorts follow-ups", async () => {
  const panel = testPanel(["t:yes", "t:no"]);
  const { streamModel } = scriptedModels(yesNoJudge);
  const { turn } = await play(runTurn(testRequest(panel), testPorts(streamModel), createTurnControl()));
  const missing = () => {
    throw new Error("No saved panel is asked for.");
  };
  const estimate = createEstimate({
    panels: { get: missing },
    calls: { recent: () => [] },
    priceOf: () => ({ input: 1, output: 10 }),
    turnsOf: () => [turn],
    demoPace: 1,
  });
  const asked = { question: "Are you sure?", mode: "panel" as const, conversationId: "c" };
  const sorted = estimate({ ...asked, panel }).costUsd;
  const unsorted = estimate({
    ...asked,
    panel: { ...panel, synthesizer: { ...panel.synthesizer, sortsFollowUps: false } },
  });
  const first = estimate({ question: "Are you sure?", mode: "panel", panel }).costUsd;
  expect(sorted?.low).toBeLessThan(unsorted.costUsd?.low ?? 0);
  expect(sorted?.high).toBeGreaterThan(unsorted.costUsd?.high ?? 0);
  expect(first?.low).toBeGreaterThan(sorted?.low ?? 0);
});
