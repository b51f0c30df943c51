import { expect, test } from "vitest";
import { PanelistId } from "./ids";
import type { ModelChunk, ModelRequest, Price } from "./model";
import { reopenTurn, runTurn } from "./run-turn";
import { scoutsOf } from "./scouting";
import {
  fail,
  finished,
  handClock,
  judge,
  no,
  play,
  scriptedModels,
  testPanel,
  testPorts,
  testRequest,
  yes,
  yesNoJudge,
} from "./test-kit";
import { currentAnswers, currentVerdict, finalText } from "./turn";
import { createTurnControl } from "./turn-control";

const models = ["t:yes", "t:no", "t:third", "t:fourth"];
const limits = { scout: true, quorum: "all" as const };
const panel = testPanel(models, { limits });
const third = "Yes, it is so because somebody measured it.";
const replies = { ...yesNoJudge, "t:third": third, "t:fourth": third };
const free: Price = { input: 0, output: 0 };

/** A judge that finds this in the answers of the first judging, and a contradiction that weighs 3 later. */
function judgeThatFinds(line: (quotes: string[]) => object | null) {
  let judgings = 0;
  return async function* reply(request: ModelRequest): AsyncGenerator<ModelChunk> {
    const prompt = request.messages.at(-1)?.content ?? "";
    if (prompt.includes("TASK: FINAL ANSWER") || judgings++ > 0) return yield* judge(request);
    const labels = [...prompt.matchAll(/<answer-\w+ id="([A-H])"/g)].map(([, label]) => label ?? "");
    const found = line(labels);
    const lines = [...(found ? [found] : []), { kind: "end", n: found ? 1 : 0 }];
    yield { type: "text", text: lines.map((each) => `${JSON.stringify(each)}\n`).join("") };
    yield finished;
  };
}

const minor = (labels: string[]) => ({
  kind: "unique_insights",
  topic: "Tides",
  weight: 3,
  views: [{ by: labels[0], quote: "so because the tide", says: "tides" }],
  trust: "plausible",
  point: "One answer names the tide.",
});

async function playScouts(
  more: Parameters<typeof scriptedModels>[0] = {},
  on = panel,
  priceOf: (m: string) => Price | null = () => null,
) {
  const { streamModel, requests } = scriptedModels({ ...replies, ...more });
  const ports = { ...testPorts(streamModel), priceOf };
  const played = await play(runTurn(testRequest(on), ports, createTurnControl()));
  return { ...played, ports, asked: () => requests.map(({ model }) => model) };
}

test("two that leave nothing open are enough: the rest is not asked, and the final answer is written from them", async () => {
  const { turn, asked } = await playScouts({ "t:judge": judgeThatFinds(() => null) });
  expect(asked()).toEqual(["t:yes", "t:no", "t:judge", "t:judge"]);
  expect(turn).toMatchObject({ status: "done", asked: ["p1", "p2"], totals: { answered: 2, seated: 2 } });
  expect(turn.restAsked).toBeUndefined();
  expect(finalText(turn)).not.toBeNull();
});

test("a contradiction that weighs 3 has the rest asked before any final answer; all are judged together, none is late", async () => {
  const { turn, asked } = await playScouts();
  expect(asked()).toEqual(["t:yes", "t:no", "t:judge", "t:third", "t:fourth", "t:judge", "t:judge"]);
  expect(turn.restAsked).toMatchObject({ because: "contradiction", topic: "Whether it is so" });
  expect(turn).toMatchObject({ status: "done", totals: { answered: 4, seated: 4 }, currentVerdictId: "v2" });
  expect(Object.keys(currentVerdict(turn)?.attempts ?? {})).toEqual(["p1", "p2", "p3", "p4"]);
  expect(currentAnswers(turn).map(({ late }) => late)).toEqual([false, false, false, false]);
  expect(turn.verdicts[0]?.finalAnswer.status).toBe("waiting");
});

test("a part of the question that neither answered is no reason to ask the rest", async () => {
  const gap = () => ({ kind: "blind_spots", topic: "So", weight: 3, ask: "Is it so", point: "Neither says so." });
  const { turn } = await playScouts({ "t:judge": judgeThatFinds(gap) });
  expect(turn.restAsked).toBeUndefined();
  expect(turn.verdicts[0]?.points).toHaveLength(1);
});

test("a weighty insight of one is no reason to ask the rest", async () => {
  const { turn } = await playScouts({ "t:judge": judgeThatFinds(minor) });
  expect(turn.restAsked).toBeUndefined();
  expect(turn.verdicts[0]?.points).toHaveLength(1);
});

test("without two answers nothing is judged first; without an analysis the rest is asked too", async () => {
  const one = await playScouts({ "t:no": fail("upstream_error", "") });
  expect(one.turn.restAsked).toMatchObject({ because: "too_few_answers" });
  expect(one.asked().slice(0, 4)).toEqual(["t:yes", "t:no", "t:third", "t:fourth"]);
  const none = await playScouts({ "t:judge": fail("upstream_error", "") });
  expect(none.turn.restAsked).toMatchObject({ because: "no_analysis" });
});

test("after two were enough the rest can be asked: their answers are kept and all are judged", async () => {
  const { turn: closed, ports, asked } = await playScouts({ "t:judge": judgeThatFinds(() => null) });
  const { turn } = await play(reopenTurn(closed, { askRest: true }, ports, createTurnControl()), closed);
  expect(asked().slice(4)).toEqual(["t:third", "t:fourth", "t:judge", "t:judge"]);
  expect(turn).toMatchObject({ status: "done", currentVerdictId: "v2", totals: { answered: 4, seated: 4 } });
  expect(currentAnswers(turn).map(({ text }) => text)).toEqual([yes, no, third, third]);
});

test("stopped while two are compared the rest is not asked; it can be asked later", async () => {
  const { streamModel, requests } = scriptedModels(replies);
  const control = createTurnControl();
  const ports = testPorts(streamModel);
  const { turn: stopped } = await play(runTurn(testRequest(panel), ports, control), null, (event) => {
    if (event.type === "point-added") control.stop();
  });
  expect(stopped).toMatchObject({ status: "stopped", asked: ["p1", "p2"] });
  expect(stopped.restAsked).toBeUndefined();
  const { turn } = await play(reopenTurn(stopped, { askRest: true }, ports, createTurnControl()), stopped);
  expect(requests.slice(3).map(({ model }) => model)).toEqual(["t:third", "t:fourth", "t:judge", "t:judge"]);
  expect(turn).toMatchObject({ status: "done", totals: { answered: 4, seated: 4 } });
});

test("one of the two is retried while the other writes: its new answer is compared; then the rest can be judged early", async () => {
  const written = Promise.withResolvers<void>();
  const over = Promise.withResolvers<void>();
  async function* says(text: string, until: Promise<void>): AsyncGenerator<ModelChunk> {
    yield { type: "text", text };
    await until;
    yield finished;
  }
  const held = { "t:no": () => says(no, written.promise), "t:fourth": () => says(third, over.promise) };
  const { streamModel } = scriptedModels({ ...replies, ...held });
  const control = createTurnControl();
  const { turn } = await play(runTurn(testRequest(panel), testPorts(streamModel), control), null, (event) => {
    if (event.type === "answer-ended" && event.panelistId === "p1") {
      if (event.attempt === 1) control.retryPanelist(event.panelistId);
      else written.resolve();
    }
    if (event.type === "answer-ended" && event.panelistId === "p3") control.judgeNow();
    if (event.type === "verdict-ended" && event.verdictId === "v2") over.resolve();
  });
  expect(turn.verdicts.map(({ attempts }) => attempts)).toEqual([
    { p1: 2, p2: 1 },
    { p1: 2, p2: 1, p3: 1 },
  ]);
  expect(turn).toMatchObject({ status: "done", currentVerdictId: "v2", totals: { answered: 4 } });
});

test("the cheapest two go first, in seat order; the first two where prices are unknown; all together on a small panel", () => {
  const prices: Record<string, Price> = {
    "t:no": { input: 1, output: 1 },
    "t:fourth": free,
    "t:yes": { input: 5, output: 5 },
  };
  expect(scoutsOf(panel, (model) => prices[model] ?? null)).toEqual(["p2", "p4"].map((id) => PanelistId.parse(id)));
  expect(scoutsOf(panel, (model) => (model === "t:no" ? free : null))).toEqual(["p1", "p2"]);
  expect(scoutsOf(testPanel(["t:yes", "t:no"], { limits }), () => free)).toBeUndefined();
  expect(scoutsOf(testPanel(models), () => free)).toBeUndefined();
});

test("who wants all at once gets all at once, whatever the panel does", async () => {
  const { streamModel, requests } = scriptedModels(replies);
  const request = testRequest(panel, { allAtOnce: true });
  const { turn, events } = await play(runTurn(request, testPorts(streamModel), createTurnControl()));
  expect(requests.slice(0, 4).map(({ model }) => model)).toEqual(models);
  expect(turn.scouts).toBeUndefined();
  expect(turn).toMatchObject({ status: "done", totals: { answered: 4, seated: 4 } });
  expect(events[0]).not.toHaveProperty("allAtOnce");
});

test.each([
  { who: "one of them answers", waits: 50_000, fourth: third, judged: ["p1", "p4"] },
  { who: "nobody answers", waits: 0, fourth: null, judged: ["p1"] },
])("when one of the two is late the rest is asked, and has the whole time of a panel itself: $who", async (given) => {
  const clock = handClock();
  const over = new AbortController();
  /** Says that, so many ms after it was asked, and ends with the test. */
  async function* says(text: string, ms: number): AsyncGenerator<ModelChunk> {
    if (ms > 0) await clock.sleep(ms, over.signal);
    yield { type: "text", text };
    await clock.sleep(3_600_000, over.signal);
    yield finished;
  }
  const never = () => says("", 3_600_000);
  const late = () => says(third, given.waits);
  const fourth = given.fourth ?? never;
  const { streamModel } = scriptedModels({ ...replies, "t:no": never, "t:third": late, "t:fourth": fourth });
  const on = testPanel(models, { limits: { ...limits, deadlineSeconds: 60 } });
  const judgedAfter: number[] = [];
  const { turn } = await play(
    runTurn(testRequest(on), testPorts(streamModel, clock), createTurnControl()),
    null,
    (event, { startedAt }) => {
      if (event.type === "answer-ended" && event.panelistId === "p1") clock.advance(60_000);
      if (event.type === "answer-ended" && event.panelistId === "p4") clock.advance(given.waits);
      if (event.type === "answer-delta" && event.panelistId === "p3") clock.advance(60_000 - given.waits);
      if (event.type === "verdict-started") judgedAfter.push(event.at - startedAt);
      if (event.type === "verdict-ended") over.abort();
    },
  );
  expect(turn.restAsked).toMatchObject({ because: "too_few_answers" });
  expect(judgedAfter).toEqual([120_000]);
  expect(Object.keys(turn.verdicts[0]?.attempts ?? {})).toEqual(given.judged);
});
