import { expect, test } from "vitest";
import { FailureError, failure } from "./failure";
import { end, judged, line, quotes } from "./judge-test-kit";
import type { ModelChunk, ModelRequest } from "./model";
import { runTurn } from "./run-turn";
import { fail, finished, no, play, scriptedModels, testPanel, testPorts, testRequest } from "./test-kit";
import { currentVerdict } from "./turn";
import { createTurnControl } from "./turn-control";

const mended = line("Mended", {
  views: [
    { by: "B", quote: "tide turns twice a day", says: "twice" },
    { by: "A", quote: "tide never turns here", says: "never" },
  ],
});
/** A line that lacks what it must have, and one that no library can read. */
const wrong = JSON.stringify({ kind: "consensus", topic: "Tides", views: [] });
const torn = '{"kind":"consensus","topic":"He said "yes, it is", truly"}';

const topics = (points: readonly { topic: string }[]) => points.map(({ topic }) => topic);
const contentOf = (request: ModelRequest | undefined) => request?.messages.at(-1)?.content ?? "";

test("rejected lines are mended in one more call, and their points are settled like the others", async () => {
  const views = ["A", "B"].map((by) => ({ by, quote: "nobody ever wrote this", says: by }));
  const repaired = `${mended}\n${line("Invented", { views })}\n${end}`;
  const { tasks, asked, points, verdict, turn } = await judged({
    full: `${line("Kept")}\n${wrong}\n${torn}\n${end}\n`,
    repair: repaired,
  });
  expect(tasks).toEqual(["full", "repair", "quotes", "final"]);
  expect(topics(points)).toEqual(["Kept", "Mended"]);
  expect(verdict.dropped).toMatchObject([{ topic: "Invented", reason: "quote_missing" }]);
  expect(contentOf(asked[1]?.request)).toContain(torn);
  expect(contentOf(asked[1]?.request)).toContain(`It is not valid JSON.\n${torn}`);
  expect(contentOf(asked[1]?.request)).toMatch(/The point is missing\.\n\{"kind":"consensus"/);
  expect(contentOf(asked[1]?.request)).not.toContain("<answer-");
  expect(verdict).toMatchObject({ truncated: false, failure: null, judge: { model: "t:judge", costUsd: 0.03 } });
  expect(verdict.judge.usage).toMatchObject({ promptTokens: 300, completionTokens: 150 });
  expect(turn.totals).toMatchObject({ costUsd: expect.closeTo(0.06), callsOfUnknownCost: 0 });
});

test("a repair that fails changes nothing, and what it used is counted", async () => {
  const breaks = async function* breaks(): AsyncGenerator<ModelChunk> {
    yield { type: "text", text: `${mended}\n` };
    throw new FailureError(failure("connection_lost", "It broke off."));
  };
  for (const repair of ["I cannot.", "", breaks]) {
    const { tasks, points, verdict, turn } = await judged({ full: `${line("Kept")}\n${wrong}\n${end}\n`, repair });
    expect(tasks).toEqual(["full", "repair", "final"]);
    expect(topics(points)).toEqual(["Kept"]);
    expect(verdict).toMatchObject({ status: "done", failure: null, failedJudges: [] });
    expect(turn.totals.callsOfUnknownCost).toBe(repair === breaks ? 1 : 0);
  }
});

test("without rejected lines nothing is mended, and without anything usable nothing is either", async () => {
  expect((await judged({ full: `${line("Kept")}\n${end}` })).tasks).toEqual(["full", "final"]);
  expect((await judged({ full: `${wrong}\n`, reduced: "END" })).tasks).toEqual(["full", "reduced", "final"]);
});

test("a judge that writes prose is asked once more, with another task and at temperature 0", async () => {
  const { tasks, asked, points, verdict, turn } = await judged({
    full: "I liked both.",
    reduced: `CONTRADICTIONS | B, A | "${quotes.yes}" "${quotes.no}" | it is / it is not\nBLIND_SPOTS | - | - | Nobody names a harbour.\nEND`,
  });
  expect(tasks).toEqual(["full", "reduced", "final"]);
  expect(asked[1]?.request.temperature).toBe(0);
  expect(contentOf(asked[1]?.request)).not.toBe(contentOf(asked[0]?.request));
  expect(points.map(({ kind }) => kind)).toEqual(["contradictions", "blind_spots"]);
  expect(points[0]?.views.map(({ quote, says }) => [quote, says])).toEqual([
    [quotes.yes, "it is"],
    [quotes.no, "it is not"],
  ]);
  expect(verdict).toMatchObject({ failure: null, failedJudges: [], truncated: false, judge: { costUsd: 0.02 } });
  expect(turn.totals.costUsd).toBe(0.05);
});

test("the points of a first try that was too little are gone when the reduced form is asked for", async () => {
  const { points, tasks } = await judged({ full: `${line("Alone")}\n`, reduced: `${line("In JSON")}\n${end}` });
  expect(tasks).toEqual(["full", "reduced", "final"]);
  expect(topics(points)).toEqual(["In JSON"]);
  expect(points[0]?.id).toBe("c2");
});

test("after the reduced form come the fallbacks, and then the merge with its reason", async () => {
  const more = { judge: { model: "t:judge", fallbacks: ["t:other"] } };
  const { asked, verdict, points } = await judged({ full: "Prose.", reduced: "More prose." }, more);
  expect(asked.map(({ task, request }) => `${request.model} ${task}`)).toEqual([
    "t:judge full",
    "t:judge reduced",
    "t:other full",
    "t:other reduced",
    "t:judge final",
  ]);
  expect(points).toEqual([]);
  expect(verdict.failedJudges.map(({ model, failure: { code } }) => [model, code])).toEqual([
    ["t:judge", "judge_not_valid_json"],
    ["t:other", "judge_not_valid_json"],
  ]);
  expect(verdict).toMatchObject({ failure: { code: "judge_not_valid_json" }, finalAnswer: { text: "Done." } });
});

test("a judge that could not be reached is not asked for another form", async () => {
  const { tasks, verdict } = await judged({ full: fail("upstream_error", "") });
  expect(tasks).toEqual(["full", "final"]);
  expect(verdict.failure?.code).toBe("judge_upstream_error");
});

test("the spending cap forbids a repair and a second try, with the call before them counted", async () => {
  const more = { limits: { maxCostUsd: 0.03 } };
  const usable = await judged({ full: `${line("Kept")}\n${wrong}\n${end}` }, more);
  expect(usable.tasks).toEqual(["full"]);
  expect(topics(usable.points)).toEqual(["Kept"]);
  const prose = await judged({ full: "Prose." }, more);
  expect(prose.tasks).toEqual(["full"]);
  expect(prose.events.some((event) => event.type === "judge-asked-again")).toBe(false);
});

test("a turn that was stopped asks nobody again", async () => {
  for (const full of ["Prose.", `${line("Kept")}\n${wrong}\n${end}`]) {
    const { tasks, turn } = await judged({ full, reduced: "END", repair: mended, final: "stop" });
    expect(tasks).toEqual(["full"]);
    expect(turn.status).toBe("stopped");
  }
});

test("what stands behind the end line is not read", async () => {
  const { points, verdict } = await judged({ full: `${line("Kept")}\n${end}\n${mended}\n${wrong}\n` });
  expect(topics(points)).toEqual(["Kept"]);
  expect(verdict).toMatchObject({ dropped: [], truncated: false });
});

test("a judge that never ends is not read to its end; what it wrote until then is kept", async () => {
  let written = 0;
  const endless = async function* endless(): AsyncGenerator<ModelChunk> {
    yield { type: "text", text: `${line("Kept")}\n${mended}\n` };
    for (; written < 5000; written += 1) {
      const spot = { kind: "blind_spots", topic: `Topic ${written}`, point: "Nobody says." };
      yield { type: "text", text: `${JSON.stringify(spot)}\n` };
    }
    yield finished;
  };
  const { tasks, points, verdict } = await judged({ full: endless });
  expect(tasks).toEqual(["full", "final"]);
  expect(written).toBeLessThan(300);
  expect(points).toHaveLength(2 + 5);
  expect(verdict).toMatchObject({ truncated: true, failure: null });
});

test("the tokens that came from a provider's cache are kept with the judge and the writer", async () => {
  const cached = (text: string) =>
    async function* says(): AsyncGenerator<ModelChunk> {
      yield { type: "text", text };
      const usage = { promptTokens: 100, completionTokens: 5, cachedTokens: 80 };
      yield { type: "finished", finish: "stop", usage, costUsd: 0.01, resolvedModel: "resolved" };
    };
  const { verdict } = await judged({ full: cached(`${line("Kept")}\n${end}`), final: cached("Done. ⟦c1⟧") });
  expect(verdict.judge.usage?.cachedTokens).toBe(80);
  expect(verdict.finalAnswer.usage?.cachedTokens).toBe(80);
});

test("neither judge nor writer learns what an author calls itself; the quote is still the author's stored words", async () => {
  const signed = "It is so. As Harbour One, I expect that the tide turns twice a day.";
  const prompts: string[] = [];
  const judge = async function* judge(request: ModelRequest): AsyncGenerator<ModelChunk> {
    prompts.push(contentOf(request));
    const views = [
      { by: "B", quote: "It is so. I expect that the tide turns", says: "it is" },
      { by: "A", quote: quotes.no, says: "it is not" },
    ];
    yield {
      type: "text",
      text: contentOf(request).includes("TASK: ANALYSIS") ? `${line("Tides", { views })}\n${end}` : "Done. ⟦c1⟧",
    };
    yield finished;
  };
  const { streamModel } = scriptedModels({ "t:yes": signed, "t:no": no, "t:judge": judge });
  const ports = { ...testPorts(streamModel), labelOf: () => "Harbour One" };
  const { turn } = await play(runTurn(testRequest(testPanel(["t:yes", "t:no"])), ports, createTurnControl()));
  expect(prompts).toHaveLength(2);
  for (const prompt of prompts) {
    expect(prompt).toContain("It is so. I expect that the tide turns");
    expect(prompt).not.toContain("Harbour");
  }
  const view = currentVerdict(turn)?.points[0]?.views.find(({ panelistId }) => panelistId === "p1");
  expect(view?.quote).toBe("It is so. As Harbour One, I expect that the tide turns");
  expect(signed.slice(view?.start, view?.end)).toBe(view?.quote);
});
