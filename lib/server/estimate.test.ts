import { describe, expect, test } from "vitest";
import { type PanelInput, PanelSpec } from "@/lib/core/panel";
import { type EstimateParts, estimateTurn, type Habit } from "./estimate";
import { middleHalf } from "./model-history";

const nothingKnown: Habit = { completionTokens: null, seconds: null };
const price = { input: 1, output: 10 };
const million = 1_000_000;

function estimateOf(panel: Partial<PanelInput>, more: Partial<EstimateParts> = {}) {
  const tools = { search: false, fetch: false };
  const seats = { tools, name: "P", panelists: [{ model: "a:x" }, { model: "a:y" }], judge: { model: "a:z" } };
  return estimateTurn({
    panel: PanelSpec.parse({ ...seats, ...panel }),
    mode: "panel",
    questionCharacters: 350,
    contextCharacters: 0,
    priceOf: () => price,
    habitOf: () => nothingKnown,
    ...more,
  });
}

describe("the cost", () => {
  test("adds up what each call reads and writes", () => {
    const { costUsd } = estimateOf({});
    // 350 characters are 100 tokens. Panelists read 300 each and write 400 to 1200.
    // The judge reads 100 + 800 to 2400 + 1300 and writes 600 to 2000; the writer reads that analysis as well.
    const low = 2 * (300 + 4000) + (100 + 800 + 1300 + 6000) + (100 + 800 + 600 + 700 + 4000);
    const high = 2 * (300 + 12000) + (100 + 2400 + 1300 + 20000) + (100 + 2400 + 2000 + 700 + 12000);
    expect(costUsd?.low).toBeCloseTo(low / million, 10);
    expect(costUsd?.high).toBeCloseTo(high / million, 10);
  });

  test("uses what the models usually wrote here", () => {
    const habit = { completionTokens: { low: 100, high: 100 }, seconds: null };
    const { costUsd } = estimateOf({ panelists: [{ model: "a:x" }] }, { habitOf: () => habit });
    const total = 300 + 1000 + (100 + 100 + 1300 + 1000) + (100 + 100 + 100 + 700 + 1000);
    expect(costUsd).toEqual({ low: expect.closeTo(total / million, 10), high: expect.closeTo(total / million, 10) });
  });

  test("an output limit caps a panelist, and so what the judge reads", () => {
    const limited = estimateOf({ panelists: [{ model: "a:x", maxOutputTokens: 50 }] });
    const free = estimateOf({ panelists: [{ model: "a:x" }] });
    // 350 fewer tokens written, and read twice.
    expect((free.costUsd?.low ?? 0) - (limited.costUsd?.low ?? 0)).toBeCloseTo((350 * 10 + 350 * 2) / million, 10);
  });

  test("earlier turns, roles and instructions are paid for", () => {
    const base = estimateOf({}).costUsd?.low ?? 0;
    expect(estimateOf({}, { contextCharacters: 3500 }).costUsd?.low).toBeCloseTo(base + 4 * 0.001, 10);
    const judge = { model: "a:z", instructions: "x".repeat(3500) };
    expect(estimateOf({ judge }).costUsd?.low).toBeCloseTo(base + 0.001, 10);
  });

  test("research may make panelists read their prompt and all results once more for each call", () => {
    const without = estimateOf({});
    const withTools = estimateOf({ tools: { search: true, maxToolCalls: 2 } });
    expect(withTools.costUsd?.low).toBeCloseTo(without.costUsd?.low ?? 0, 10);
    const more = 2 * (2 * 300 + 2500 + 2 * 2500);
    expect((withTools.costUsd?.high ?? 0) - (without.costUsd?.high ?? 0)).toBeCloseTo(more / million, 10);
    const panelists = [
      { model: "a:x", webTools: false },
      { model: "a:y", webTools: false },
    ];
    expect(estimateOf({ panelists, tools: { search: true } })).toEqual(without);
    const lent = panelists.map((seat) => ({ ...seat, mcpServers: ["tracker"] }));
    expect(estimateOf({ panelists: lent, tools: { maxToolCalls: 2 } })).toEqual(withTools);
  });

  test("where two go first: those two at least, at most another analysis and then all of them", () => {
    const panelists = ["a:x", "a:y", "a:dear"].map((model) => ({ model }));
    const priceOf = (model: string) => (model === "a:dear" ? { input: 100, output: 1000 } : price);
    const scouting = estimateOf({ panelists, limits: { scout: true } }, { priceOf });
    const two = estimateOf({}, { priceOf });
    const whole = estimateOf({ panelists }, { priceOf });
    expect(scouting.costUsd?.low).toBeCloseTo(two.costUsd?.low ?? 0, 10);
    const analysis = (100 + 2400 + 1300 + 20000) / million;
    expect(scouting.costUsd?.high).toBeCloseTo((whole.costUsd?.high ?? 0) + analysis, 10);
  });

  test("a careful judge of two answers or more is paid twice", () => {
    const judge = { model: "a:z", careful: true };
    const once = estimateOf({}).costUsd?.low ?? 0;
    expect(estimateOf({ judge }).costUsd?.low).toBeCloseTo(once + (100 + 800 + 1300 + 6000) / million, 10);
    const one = { panelists: [{ model: "a:x" }] };
    expect(estimateOf({ ...one, judge }).costUsd).toEqual(estimateOf(one).costUsd);
  });

  test("a follow-up that is sorted costs its sorting and one answer at least, at most that and the whole panel", () => {
    const whole = estimateOf({}).costUsd;
    const { costUsd } = estimateOf({}, { sortsFirst: true });
    // The writer reads 300 and writes 60 to 300 for the sorting, and 400 or more for another form of its answer.
    expect(costUsd?.low).toBeCloseTo((300 + 600 + 300 + 4000) / million, 10);
    expect(costUsd?.high).toBeCloseTo((whole?.high ?? 0) + (300 + 3000) / million, 10);
    expect(estimateOf({}, { sortsFirst: true, mode: "solo" })).toEqual(estimateOf({}, { mode: "solo" }));
  });

  test("is 0 to 0 for free models", () => {
    expect(estimateOf({}, { priceOf: () => ({ input: 0, output: 0 }) }).costUsd).toEqual({ low: 0, high: 0 });
  });

  test("is unknown when a price is, and each such model is named once", () => {
    const priceOf = (model: string) => (model === "a:x" ? price : null);
    const result = estimateOf({ synthesizer: { model: "a:y" } }, { priceOf });
    expect(result).toMatchObject({ costUsd: null, unpriced: ["a:y", "a:z"] });
  });
});

describe("the cap", () => {
  test.each([
    [null, true, false],
    [1, true, false],
    [0.01, true, true],
    [1000, false, true],
  ])("cap %s with prices known (%s) could stop it: %s", (maxCostUsd, known, expected) => {
    const result = estimateOf({ limits: { maxCostUsd } }, { priceOf: () => (known ? price : null) });
    expect(result).toMatchObject({ capUsd: maxCostUsd, capCouldStop: expected });
  });
});

describe("the time", () => {
  const took = (low: number, high: number): Habit => ({ completionTokens: null, seconds: { low, high } });

  test("is the slowest panelist, then the judge, then the writer", () => {
    const times: Record<string, Habit> = { "a:x": took(5, 30), "a:y": took(10, 20), "a:z": took(7, 9) };
    const { seconds } = estimateOf({}, { habitOf: (model) => times[model] ?? nothingKnown });
    expect(seconds).toEqual({ low: 10 + 7 + 7, high: 30 + 9 + 9 });
  });

  test("the panel stage does not last longer than its deadline", () => {
    const { seconds } = estimateOf({ limits: { deadlineSeconds: 15 } }, { habitOf: () => took(10, 60) });
    expect(seconds).toEqual({ low: 30, high: 15 + 60 + 60 });
  });

  test("is unknown while one of the models has no history", () => {
    const habitOf = (model: string) => (model === "a:y" ? nothingKnown : took(1, 2));
    expect(estimateOf({}, { habitOf }).seconds).toBeNull();
  });
});

test("history counts from five calls on, and only its middle half", () => {
  expect(middleHalf([1, 2, 3, 4])).toBeNull();
  expect(middleHalf([400, 100, 300, 200, 90_000])).toEqual({ low: 200, high: 400 });
  expect(middleHalf([1, 2, 3, 4, 5, 6])).toEqual({ low: 2.25, high: 4.75 });
});

describe("the mode", () => {
  const cheap = (model: string) => (model === "a:x" ? { input: 0, output: 1 } : price);

  test("alone only the seat that answers is paid and waited for", () => {
    const solo = {
      mode: "solo" as const,
      priceOf: cheap,
      habitOf: () => ({ completionTokens: null, seconds: { low: 5, high: 9 } }),
    };
    expect(estimateOf({}, solo)).toMatchObject({
      costUsd: { low: expect.closeTo(400 / million, 10), high: expect.closeTo(1200 / million, 10) },
      seconds: { low: 5, high: 9 },
    });
    const second = estimateOf({}, { ...solo, soloPanelistId: "p2" });
    expect(second.costUsd?.low).toBeCloseTo((300 + 4000) / million, 10);
    expect(estimateOf({ limits: { maxCostUsd: 0.005 } }, solo).capCouldStop).toBe(false);
  });

  test("auto costs an answer alone at least, and at most the choice and the whole panel", () => {
    const habitOf = () => ({ completionTokens: null, seconds: { low: 5, high: 9 } });
    const panel = estimateOf({}, { habitOf });
    const auto = estimateOf({}, { habitOf, mode: "auto" });
    expect(auto.costUsd?.low).toBeCloseTo((300 + 4000) / million, 10);
    expect(auto.costUsd?.high).toBeCloseTo((panel.costUsd?.high ?? 0) + (300 + 3000) / million, 10);
    expect(auto.seconds).toEqual({ low: 5, high: (panel.seconds?.high ?? 0) + 9 });
  });
});
