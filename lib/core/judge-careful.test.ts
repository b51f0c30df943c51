import { expect, test } from "vitest";
import { queuedAnswer } from "./apply-answer-event";
import type { TurnEvent } from "./events";
import { FailureError, failure } from "./failure";
import { readAnswer } from "./judge-answers";
import { inSecondOrder } from "./judge-careful";
import { end, judged, line, quotes } from "./judge-test-kit";
import type { ModelChunk } from "./model";
import { runTurn } from "./run-turn";
import { play, scriptedModels, testPanel, testPorts, testRequest, yesNoJudge } from "./test-kit";
import { currentVerdict } from "./turn";
import { createTurnControl } from "./turn-control";

const careful = { judge: { model: "t:judge", careful: true } };
/** In the second order the answer that says yes is A, and the other one B. */
const sides = (yes: string, no: string) => [
  { by: yes, quote: quotes.yes, says: "it is" },
  { by: no, quote: quotes.no, says: "it is not" },
];
const first = (more: object = {}) => line("Whether", { views: sides("B", "A"), ...more });
const second = (more: object = {}) => line("If it is so", { views: sides("A", "B"), ...more });
const insight = (topic: string, by: string, quote: string) =>
  JSON.stringify({
    kind: "unique_insights",
    topic,
    weight: 2,
    views: [{ by, quote }],
    trust: "plausible",
    point: topic,
  });
const blind = (topic: string, ask: string | null = null) =>
  JSON.stringify({ kind: "blind_spots", topic, weight: 1, ask, point: `Nobody says: ${topic}.` });
const text = (...lines: string[]) => `${[...lines, end].join("\n")}\n`;
const revisions = (events: readonly TurnEvent[]) =>
  events.flatMap((event) => (event.type === "analysis-revised" ? [event] : []));

test("the same judge reads the answers again in another order, each under another letter; the rest of the prompt is the same", async () => {
  const { tasks, asked, verdict } = await judged({ full: text(first()), second: text(second()) }, careful);
  expect(tasks).toEqual(["full", "second", "final"]);
  expect(verdict).toMatchObject({ labels: { A: "p2", B: "p1" }, secondLabels: { A: "p1", B: "p2" } });
  const [one, two, final] = asked.map(({ prompt }) => prompt);
  const idsOf = (prompt = "") =>
    Array.from(prompt.matchAll(/<answer-\w+ id="(\w)"[^>]*>\n(\w+)/g), ([, id, word]) => `${id} ${word}`);
  expect([idsOf(one), idsOf(two), idsOf(final)]).toEqual([
    ["A No", "B Yes"],
    ["A Yes", "B No"],
    ["A No", "B Yes"],
  ]);
  const withoutAnswers = (prompt = "") => prompt.replace(/<answer[\s\S]*<\/answer-\w+>/, "");
  expect(withoutAnswers(two)).toBe(withoutAnswers(one));
  expect(asked[0]?.request.messages[0]).toEqual(asked[1]?.request.messages[0]);
});

test("in the second order every answer stands elsewhere, and blocks keep the order of their letters", () => {
  for (const count of [2, 3, 4, 5, 6, 7, 8]) {
    const answers = Array.from("ABCDEFGH".slice(0, count), (label, at) =>
      readAnswer(label, queuedAnswer(`p${at + 1}`, 1, "t:x")),
    );
    const again = inSecondOrder(answers);
    const seats = (list: typeof again) => list.map(({ answer }) => answer.panelistId);
    expect(again.map(({ label }) => label)).toEqual(answers.map(({ label }) => label));
    expect(seats(again).toSorted()).toEqual(seats(answers));
    expect(seats(again).filter((id, at) => id === seats(answers)[at])).toEqual([]);
    expect(inSecondOrder(answers)).toEqual(again);
  }
});

test("points found in both orders are stable, by words, topic or what is asked; the others are marked; one event says so", async () => {
  const { points, events } = await judged(
    {
      full: text(first(), insight("Here only", "B", "turns twice a day"), blind("Harbour"), blind("Why", "Is it so")),
      second: text(
        insight("There only", "B", "never turns here"),
        second(),
        blind("harbour"),
        blind("The reason", "is it so?"),
        blind("New"),
      ),
    },
    careful,
  );
  expect(points.map(({ id, topic, order }) => [id, topic, order])).toEqual([
    ["c1", "Whether", "stable"],
    ["c2", "Here only", "one_order"],
    ["c3", "Harbour", "stable"],
    ["c4", "Why", "stable"],
    ["c5", "There only", "one_order"],
    ["c9", "New", "one_order"],
  ]);
  expect(points[4]?.views.map(({ panelistId }) => panelistId)).toEqual(["p2"]);
  expect(revisions(events)).toHaveLength(1);
  const added = events.flatMap((event) => (event.type === "point-added" ? [event.point.id] : []));
  expect(added).toEqual(["c1", "c2", "c3", "c4"]);
});

test("one topic for the words of different panelists is not found in both orders", async () => {
  const { points, verdict } = await judged(
    {
      full: text(insight("An addition", "B", "turns twice a day")),
      second: text(insight("An addition", "B", "never turns here")),
    },
    careful,
  );
  expect(points).toMatchObject([{ id: "c1", order: "one_order", views: [{ panelistId: "p1" }] }]);
  expect(verdict.dropped).toMatchObject([{ topic: "An addition", reason: "duplicate", panelistIds: ["p2"] }]);
});

test("a leaning that is the same in both orders stays; one that changes is called open, with its reason gone", async () => {
  const lean = (by: string) => ({ favors: [by], basis: "reasoning", why: "It has the better reason." });
  const order = async (one: object, two: object) => {
    const { points } = await judged({ full: text(first(one)), second: text(second(two)) }, careful);
    return points[0];
  };
  expect(await order(lean("B"), lean("A"))).toMatchObject({ order: "stable", favors: ["p1"], basis: "reasoning" });
  expect(await order({}, {})).toMatchObject({ order: "stable", favors: [], basis: "none", notes: [] });
  expect(await order(lean("A"), lean("A"))).toMatchObject({
    order: "flips",
    favors: [],
    basis: "none",
    why: "",
    notes: [expect.stringContaining("another side")],
    views: [
      { panelistId: "p1", stance: "supports" },
      { panelistId: "p2", stance: "contradicts" },
    ],
  });
  expect(await order(lean("B"), {})).toMatchObject({
    order: "flips",
    favors: [],
    notes: [expect.stringContaining("only one")],
  });
  expect(await order({}, lean("A"))).toMatchObject({ order: "flips", favors: [], basis: "none" });
});

test("the caps hold for both orders together, and losses are listed once", async () => {
  const spots = (...names: string[]) => names.map((name) => blind(name));
  const invented = (yes: string, no: string) =>
    line("Invented", { views: sides(yes, no).map((view) => ({ ...view, quote: "nobody wrote such words" })) });
  const { points, verdict } = await judged(
    {
      full: text(...spots("One", "Two", "Three", "Four"), invented("B", "A")),
      second: text(invented("A", "B"), ...spots("Five", "Six"), second(), second({ topic: "Again" })),
    },
    careful,
  );
  expect(points.map(({ topic }) => topic)).toEqual(["One", "Two", "Three", "Four", "Five", "If it is so"]);
  expect(verdict.dropped.map(({ topic, reason }) => [topic, reason])).toEqual([
    ["Invented", "quote_missing"],
    ["Six", "over_cap"],
  ]);
});

test("words missing in either order are asked for in one call, under the letters of the first", async () => {
  const half = (yes: string, no: string, topic: string) =>
    line(topic, { views: [sides(yes, no)[0], { by: no, quote: "nobody wrote such words", says: "it is not" }] });
  const other = (by: string, quote: string) => insight("Elsewhere", by, quote);
  const { tasks, asked, points, verdict, events } = await judged(
    {
      full: text(half("B", "A", "Whether")),
      second: text(half("A", "B", "whether"), other("B", "words that nobody wrote either")),
      quotes: `{"n":1,"quote":"${quotes.no}"}\n{"n":2,"quote":"tide never turns here"}`,
    },
    careful,
  );
  expect(tasks).toEqual(["full", "second", "quotes", "final"]);
  const list = /<quotes-\w+>\n([\s\S]*?)\n<\/quotes/.exec(asked[2]?.prompt ?? "")?.[1]?.split("\n");
  expect(list).toMatchObject([
    expect.stringMatching(/^1\. Answer A \| Whether/),
    expect.stringMatching(/^2\. Answer A \| Elsewhere/),
  ]);
  expect(asked[2]?.prompt.startsWith(asked[0]?.prompt.split("TASK:")[0] ?? "-")).toBe(true);
  expect(points).toMatchObject([
    { id: "c1", kind: "contradictions", order: "stable", views: [{}, { panelistId: "p2" }] },
    { id: "c3", topic: "Elsewhere", order: "one_order", views: [{ panelistId: "p2", quote: "tide never turns here" }] },
  ]);
  expect(revisions(events)).toHaveLength(1);
  expect(verdict).toMatchObject({ quotes: { checked: 5, failed: 3 }, askedAgain: ["second_order", "quotes"] });
});

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
    expect(revisions(events)).toEqual([]);
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
