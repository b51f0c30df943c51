import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { contextOf } from "@/lib/core/context";
import type { TurnPorts } from "@/lib/core/ports";
import { runTurn } from "@/lib/core/run-turn";
import { play, testPanel, testPorts, testRequest } from "@/lib/core/test-kit";
import { currentAnswers, currentVerdict, type TurnState } from "@/lib/core/turn";
import { createTurnControl } from "@/lib/core/turn-control";
import type { ConnectedProvider } from "@/lib/models/provider";
import { modelRegistry } from "@/lib/models/registry";
import { inventedQuote } from "./judge";
import { lastMessage } from "./request";
import { startUpstream, type Upstream } from "./server";
import { plainAnswer, tagsIn } from "./texts";

/** Whole turns of core over real HTTP, with the scripted upstream in the place of OpenRouter. */

let upstream: Upstream;
beforeAll(async () => {
  upstream = await startUpstream({ port: 0 });
});
afterAll(() => upstream.close());
beforeEach(() => {
  upstream.requests.length = 0;
});

const named = (model: string) => `openrouter:${model}`;

/** Asks these models, judged by that one. */
function startTurn(
  models: string[],
  judge = "scripted/judge",
  more: Parameters<typeof testRequest>[1] = {},
  morePorts: Partial<TurnPorts> = {},
) {
  const { baseUrl } = upstream;
  const provider: ConnectedProvider = {
    id: "openrouter",
    label: "OpenRouter",
    kind: "openrouter",
    baseUrl,
    apiKey: "sk-test",
  };
  const { streamModel } = modelRegistry({
    connected: () => [provider],
    listed: () => null,
    adapters: {
      demo: () => {
        throw new Error("The demo was not asked.");
      },
    },
  });
  const clock = { now: () => Date.now(), sleep: () => new Promise<void>(() => {}) };
  const panel = testPanel(models.map(named), { judge: { model: named(judge) } });
  const control = createTurnControl();
  return {
    control,
    events: runTurn(testRequest(panel, more), { ...testPorts(streamModel, clock), ...morePorts }, control),
  };
}

const callsOf = (model: string) => upstream.requests.filter((request) => request.model === model);
const pointKinds = (turn: TurnState) => currentVerdict(turn)?.points.map(({ kind }) => kind);

test("two answers that share a sentence and differ in another are judged and merged", async () => {
  const { turn } = await play(startTurn(["scripted/plain-a", "scripted/plain-b"]).events);
  expect(turn.status).toBe("done");
  expect(currentAnswers(turn).map(({ text }) => text)).toEqual([plainAnswer("a"), plainAnswer("b")]);
  expect(pointKinds(turn)).toEqual(["consensus", "contradictions", "unique_insights", "blind_spots"]);
  for (const view of currentVerdict(turn)?.points.flatMap(({ views }) => views) ?? []) {
    const answer = currentAnswers(turn).find(({ panelistId }) => panelistId === view.panelistId);
    expect(answer?.text.slice(view.start, view.end)).toBe(view.quote);
  }
  const final = currentVerdict(turn)?.finalAnswer;
  expect(final?.status).toBe("done");
  expect(final?.marks.map(({ pointId }) => pointId)).toEqual(["c1", "c2", "c3", "c4"]);
});

test("the point that rests on words nobody wrote falls", async () => {
  const { turn } = await play(startTurn(["scripted/plain-a", "scripted/plain-b"]).events);
  const verdict = currentVerdict(turn);
  expect(verdict?.dropped.map(({ reason }) => reason)).toEqual(["quote_missing"]);
  expect(JSON.stringify(verdict?.points)).not.toContain(inventedQuote);
});

test("a judge that gives the right words when it is asked again keeps its point, with the author's words", async () => {
  const { turn } = await play(
    startTurn(["scripted/plain-a", "scripted/plain-b"], "scripted/judge-finds-quotes").events,
  );
  const verdict = currentVerdict(turn);
  expect(verdict).toMatchObject({ dropped: [], askedAgain: ["quotes"], quotes: { failed: 2 } });
  const point = verdict?.points.find(({ topic }) => topic === "Invented agreement");
  for (const view of point?.views ?? []) {
    const answer = currentAnswers(turn).find(({ panelistId }) => panelistId === view.panelistId);
    expect(answer?.text.slice(view.start, view.end)).toBe(view.quote);
  }
  expect(point?.views).toHaveLength(2);
});

test("a careful judge reads the answers in two orders over two calls, and marks what it found in both", async () => {
  const seats = ["scripted/plain-a", "scripted/plain-b"];
  const judge = { model: named("scripted/judge"), careful: true };
  const panel = testPanel(seats.map(named), { judge });
  const { turn } = await play(startTurn(seats, "scripted/judge", { panel }).events);
  const verdict = currentVerdict(turn);
  expect(verdict?.askedAgain).toEqual(["second_order", "quotes"]);
  expect(verdict?.orderFailure).toBeUndefined();
  const [first, second] = callsOf("scripted/judge").map(({ body }) => lastMessage(body));
  const answersIn = (prompt = "") =>
    prompt.match(/^<answer-\w+ id="[A-H]"[^>]*>\n.*/gm)?.map((block) => block.slice(-40));
  expect(answersIn(second)).toEqual(answersIn(first)?.toReversed());
  // The scripted judge finds its insight in whichever answer stands first, under one topic.
  expect(verdict?.points.map(({ kind, order }) => [kind, order])).toEqual([
    ["consensus", "stable"],
    ["contradictions", "stable"],
    ["unique_insights", "one_order"],
    ["blind_spots", "stable"],
  ]);
  expect(verdict?.dropped.map(({ topic, reason }) => [topic, reason])).toEqual([
    ["Invented agreement", "quote_missing"],
    ["An addition", "duplicate"],
  ]);
});

test("one answer alone is judged too", async () => {
  const { turn } = await play(startTurn(["scripted/plain-a", "scripted/500"]).events);
  expect(pointKinds(turn)).toEqual(["partial_coverage", "blind_spots"]);
  expect(currentAnswers(turn)[1]).toMatchObject({ status: "failed", failure: { code: "upstream_error" } });
});

test("all panelists are asked at once, the judge once and once for the words nobody wrote, and the writer once", async () => {
  await play(startTurn(["scripted/plain-a", "scripted/plain-a", "scripted/plain-c"]).events);
  expect(callsOf("scripted/plain-a")).toHaveLength(2);
  expect(callsOf("scripted/judge")).toHaveLength(3);
  expect(new Set(upstream.requests.map(({ body }) => body?.session_id)).size).toBe(1);
});

test("a judge that writes prose leaves the answers and a final answer", async () => {
  const { turn } = await play(startTurn(["scripted/plain-a", "scripted/plain-b"], "scripted/judge-prose").events);
  expect(turn.status).toBe("done");
  expect(currentVerdict(turn)).toMatchObject({ points: [], failure: { code: "judge_not_valid_json" } });
  expect(currentVerdict(turn)?.finalAnswer.text).toContain("The panel answers as follows.");
});

const judgedBy = async (judge: string) => {
  const { turn, events } = await play(startTurn(["scripted/plain-a", "scripted/plain-b"], judge).events);
  const again = events.flatMap((event) => (event.type === "judge-asked-again" ? [event.way] : []));
  return { turn, again, verdict: currentVerdict(turn), bodies: callsOf(judge).map(({ body }) => body) };
};
const allKinds = ["consensus", "contradictions", "unique_insights", "blind_spots"];

test("a judge that wraps its lines in a fence and in prose is read at once", async () => {
  const { turn, again, bodies } = await judgedBy("scripted/judge-fenced");
  expect(pointKinds(turn)).toEqual(allKinds);
  expect(again).toEqual(["quotes"]);
  expect(bodies).toHaveLength(3);
});

test("a judge that breaks some lines mends them in one more call", async () => {
  const { turn, again, verdict, bodies } = await judgedBy("scripted/judge-broken-lines");
  expect(again).toEqual(["repair", "quotes"]);
  expect(bodies).toHaveLength(4);
  expect(pointKinds(turn)?.toSorted()).toEqual(allKinds.toSorted());
  expect(verdict).toMatchObject({ failure: null, failedJudges: [], truncated: false });
  const repair = lastMessage(bodies[1] ?? null);
  expect(repair).toContain('"text":"One answer adds something the others leave out."');
  expect(repair).toContain("It is not valid JSON.");
  expect(repair).not.toContain('"topic":"The size of the effect"');
});

test("a judge that writes prose first gives its analysis in the reduced form", async () => {
  const { turn, again, verdict, bodies } = await judgedBy("scripted/judge-prose-then-reduced");
  expect(again).toEqual(["reduced", "quotes"]);
  expect(bodies).toHaveLength(4);
  expect(bodies[1]?.messages).not.toEqual(bodies[0]?.messages);
  expect(pointKinds(turn)).toEqual(allKinds);
  expect(verdict).toMatchObject({ failure: null, failedJudges: [], truncated: false });
  for (const view of verdict?.points.flatMap(({ views }) => views) ?? []) {
    const answer = currentAnswers(turn).find(({ panelistId }) => panelistId === view.panelistId);
    expect(answer?.text.slice(view.start, view.end)).toBe(view.quote);
  }
});

const longPanel = ["scripted/plain-a", "markdown/3000/0"];
const smallJudge = { contextOf: (model: string) => (model.includes("judge") ? 9000 : null) };

test("a judge with too small a context looks up passages in calls of its own, then judges without tools", async () => {
  const { turn } = await play(startTurn(longPanel, "scripted/judge-looks-up", {}, smallJudge).events);
  const verdict = currentVerdict(turn);
  expect(verdict).toMatchObject({ failure: null, omitted: { p2: expect.any(Number) }, status: "done" });
  expect(verdict?.lookedUp?.passages.length).toBeGreaterThan(1);
  expect(verdict?.lookedUp).not.toHaveProperty("failure");
  const offered = callsOf("scripted/judge-looks-up")
    .slice(0, 3)
    .map(({ body }) => Array.isArray(body?.tools));
  expect(offered).toEqual([true, true, false]);
});

test("a judge whose host refuses tools judges without them, over what it can read", async () => {
  const { turn } = await play(startTurn(longPanel, "scripted/judge-toolless", {}, smallJudge).events);
  expect(currentVerdict(turn)).toMatchObject({
    failure: null,
    omitted: { p2: expect.any(Number) },
    lookedUp: { passages: [], failure: { message: expect.stringContaining("does not support tools") } },
    status: "done",
  });
});

test("without tools it compares long answers in windows, whole, and then all of them once", async () => {
  const models = Array.from({ length: 5 }, (_, at) => `markdown/${600 + at}/0`);
  const { turn } = await play(startTurn(models, "scripted/judge-toolless", {}, smallJudge).events);
  const verdict = currentVerdict(turn);
  expect(verdict).toMatchObject({
    failure: null,
    status: "done",
    windows: [{ points: 3 }, { points: 3 }, { points: 3 }],
  });
  expect(verdict).not.toHaveProperty("omitted");
  const prompts = callsOf("scripted/judge-toolless").map(({ body }) => lastMessage(body));
  const analyses = prompts.filter((prompt) => prompt.includes("TASK: ANALYSIS"));
  expect(analyses.map((prompt) => prompt.match(/<answer-\w+ id=/g)?.length)).toEqual([2, 2, 2, 5]);
});

test("a judge that is down leaves the answers", async () => {
  const { turn } = await play(startTurn(["scripted/plain-a", "scripted/plain-b"], "scripted/judge-500").events);
  expect(currentAnswers(turn).map(({ status }) => status)).toEqual(["done", "done"]);
  expect(currentVerdict(turn)?.failure?.code).toBe("judge_upstream_error");
});

test("a slow judge goes on when the test lets it", async () => {
  const { events } = startTurn(["scripted/plain-a", "scripted/plain-b"], "scripted/judge-slow");
  const { turn } = await play(events, null, ({ type }) => {
    if (type === "point-added" || type === "synthesis-delta") upstream.release("scripted/judge-slow");
  });
  expect(turn.status).toBe("done");
});

test("stopping a turn closes every socket of it", async () => {
  const { events, control } = startTurn(["scripted/slow", "scripted/hang", "tokens/100000/50"]);
  const { turn } = await play(events, null, ({ type }) => {
    if (type === "answer-delta" && upstream.requests.length === 3) control.stop();
  });
  expect(turn.status).toBe("stopped");
  await expect.poll(() => upstream.requests.map(({ aborted }) => aborted)).toEqual([true, true, true]);
});

test("in a follow-up no panelist sees another one's signature", async () => {
  const first = await play(startTurn(["tag/one", "tag/two"]).events);
  upstream.requests.length = 0;
  const context = contextOf([first.turn]);
  const second = await play(startTurn(["tag/one", "tag/two"], "scripted/judge", { context }).events);
  expect(currentAnswers(second.turn).map(({ text }) => text)).toEqual([
    expect.stringContaining("Signatures seen in the input: none."),
    expect.stringContaining("Signatures seen in the input: none."),
  ]);
  const [judging] = callsOf("scripted/judge");
  expect(tagsIn(lastMessage(judging?.body ?? null)).toSorted()).toEqual(["one", "two"]);
});
