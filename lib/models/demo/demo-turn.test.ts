import fc from "fast-check";
import { expect, test } from "vitest";
import type { Point } from "@/lib/core/analysis";
import { runTurn } from "@/lib/core/run-turn";
import { play, testPanel, testPorts, testRequest } from "@/lib/core/test-kit";
import { createTurnControl } from "@/lib/core/turn-control";
import { contextOf, fastDemo, questions } from "./demo-kit";
import { panelistNames } from "./script";
import { knownScripts } from "./scripts";

/** Runs a whole turn through the core, with demo models only. */
async function runDemo(question: string, names: readonly string[], careful = false) {
  const models = names.map((name) => `demo:${name}`);
  const panel = testPanel(models, { judge: { model: "demo:judge", careful } });
  const request = testRequest(panel, { question, context: contextOf(question) });
  const { turn } = await play(runTurn(request, testPorts(fastDemo), createTurnControl()));
  const verdict = turn.verdicts.at(-1);
  if (!verdict) throw new Error("No verdict came.");
  return { turn, verdict };
}

/** Why a point must not stand as it is on a panel of that size; null when it may. */
function misfit({ kind, views }: Point, seats: number): string | null {
  if (seats === 1) return ["partial_coverage", "blind_spots"].includes(kind) ? null : "not for one answer";
  if (kind === "unique_insights" && views.length !== 1) return "not unique";
  if (kind === "consensus" && 2 * views.length < seats) return "not half of the panel";
  return kind === "partial_coverage" && views.length >= seats ? "not partial" : null;
}

test.each(questions)("settles all points and marks the final answer: %s", async (question) => {
  const { turn, verdict } = await runDemo(question, panelistNames);
  const script = knownScripts.find((known) => known.question === question);
  expect(turn.status).toBe("done");
  expect(verdict).toMatchObject({ status: "done", dropped: [], truncated: false, finalAnswer: { status: "done" } });
  expect(verdict.points.map(({ topic }) => topic)).toEqual(script?.points.map(({ topic }) => topic));
  expect(verdict.points.map(({ kind }) => kind)).toEqual(script?.points.map(({ kind }) => kind));
  expect(verdict.points.flatMap(({ unverified }) => unverified)).toHaveLength(1);
  const weighty = verdict.points.filter(({ weight }) => weight === 3).map(({ id }) => id);
  const marked = verdict.finalAnswer.marks.map(({ pointId }) => pointId);
  expect(marked).toEqual(expect.arrayContaining(weighty));
});

test.each(questions)(
  "the misquoted view stays unverified when the demo judge is asked for its words: %s",
  async (question) => {
    const { verdict } = await runDemo(question, panelistNames);
    expect(verdict).toMatchObject({ askedAgain: ["quotes"], quotes: { failed: 1 } });
  },
);

test.each(questions)("a careful demo judge says the same in both orders: %s", async (question) => {
  const once = await runDemo(question, panelistNames);
  const { verdict } = await runDemo(question, panelistNames, true);
  expect(verdict).toMatchObject({ askedAgain: ["second_order", "quotes"], dropped: [], status: "done" });
  expect(verdict.points.map(({ order, ...point }) => [point, order])).toEqual(
    once.verdict.points.map((point) => [point, "stable"]),
  );
});

test("any other question ends in agreement that the answers are scripted", async () => {
  const { verdict } = await runDemo("What is the capital of France?", panelistNames);
  expect(verdict.points).toMatchObject([{ kind: "consensus" }]);
  expect(verdict.points[0]?.views).toHaveLength(5);
  expect(verdict.finalAnswer.text).toContain("Its answers are scripted");
  expect(verdict.finalAnswer.marks).toHaveLength(1);
});

test("no panel of demo models loses a point to the server's checks", { timeout: 60_000 }, async () => {
  const panels = fc.array(fc.constantFrom(...panelistNames), { minLength: 1, maxLength: 8 });
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...questions, "Why?"), panels, async (question, names) => {
      const { verdict } = await runDemo(question, names, names.length % 2 === 0);
      expect(verdict.dropped).toEqual([]);
      expect(verdict.points).not.toEqual([]);
      expect(verdict.points.filter((point) => misfit(point, names.length))).toEqual([]);
      expect(verdict.finalAnswer.status).toBe("done");
      expect(verdict.finalAnswer.text).not.toMatch(/⟦(?!c\d)/);
    }),
    { numRuns: 60 },
  );
});
