import { expect, test } from "vitest";
import { soloAnswer } from "./asked-seats";
import { FailureError, failure } from "./failure";
import type { ModelChunk, ModelRequest } from "./model";
import type { TurnPorts } from "./ports";
import { reopenTurn, runTurn } from "./run-turn";
import {
  fail,
  finished,
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

const panel = testPanel(["t:yes", "t:no"]);
const greeting = "Hello. What would you like to know?";
const longAnswer = `${"It has been so since the moon was made. ".repeat(8)}That is all.`;

const isRouting = ({ tools }: ModelRequest) => tools !== undefined;
const call = (given: unknown): ModelChunk => ({
  type: "tool-call",
  id: "call-1",
  name: "ask_panel",
  arguments: typeof given === "string" ? given : JSON.stringify(given),
});

/** A judge's model that routes like this, and judges and writes as ever. */
function router(...chunks: readonly ModelChunk[]) {
  return async function* reply(request: ModelRequest): AsyncGenerator<ModelChunk> {
    if (!isRouting(request)) return yield* judge(request);
    yield* chunks;
    yield finished;
  };
}

const says = (text: string): ModelChunk => ({ type: "text", text });

async function playAuto(
  replies: Parameters<typeof scriptedModels>[0],
  more: Partial<TurnPorts> = {},
  on = panel,
  onEvent: Parameters<typeof play>[2] = () => {},
) {
  const { streamModel, requests } = scriptedModels({ ...yesNoJudge, ...replies });
  const ports = { ...testPorts(streamModel), ...more };
  const control = createTurnControl();
  const context = [
    { role: "user" as const, content: "Earlier question?" },
    { role: "assistant" as const, content: "Earlier answer." },
  ];
  const request = testRequest(on, { mode: "auto", context });
  const played = await play(runTurn(request, ports, control), null, (event, turn) => {
    onEvent(event, turn);
    if (event.type === "answer-delta" && event.text.includes("STOP")) control.stop();
  });
  return { ...played, ports, requests, models: () => requests.map(({ model }) => model) };
}

const askPanel = (turn: Parameters<typeof reopenTurn>[0], ports: TurnPorts) =>
  play(reopenTurn(turn, { askRest: true }, ports, createTurnControl()), turn);

test("a model that calls the panel has its prompt answered by all, and writes the final answer; nobody else gets the tool", async () => {
  const { turn, requests, models } = await playAuto({
    "t:judge": router(
      says("Let me ask."),
      call({ prompt: "Does the tide turn?", context: "Here.", reason: "Contested." }),
    ),
  });
  expect(turn).toMatchObject({
    status: "done",
    mode: "auto",
    route: {
      decision: "panel",
      by: "call",
      model: "t:judge",
      reason: "Contested.",
      prompt: "Does the tide turn?\n\nContext:\nHere.",
    },
    totals: { answered: 2, seated: 2, costUsd: 0.05 },
  });
  expect(models()).toEqual(["t:judge", "t:yes", "t:no", "t:judge", "t:judge"]);
  expect(requests.filter(isRouting)).toHaveLength(1);
  expect(requests[1]?.messages.slice(1)).toEqual([{ role: "user", content: "Does the tide turn?\n\nContext:\nHere." }]);
  expect(requests[3]?.messages.at(-1)?.content).toMatch(
    /<request-\w+>\nIs it so\?\n[\s\S]*<asked-\w+>\nDoes the tide turn\?/,
  );
  expect(soloAnswer(turn)).toBeNull();
  expect(finalText(turn)).toContain("They differ.");
});

test("a model that answers alone is heard as it writes; its answer is the result, with what it cost", async () => {
  const { turn, models, events } = await playAuto({ "t:judge": router(says(greeting)) });
  expect(models()).toEqual(["t:judge"]);
  expect(turn).toMatchObject({
    status: "done",
    route: { decision: "solo", by: "call", reason: "" },
    verdicts: [],
    totals: { answered: 1, seated: 1, costUsd: 0.01 },
  });
  expect(soloAnswer(turn)).toMatchObject({ model: "t:judge", text: greeting, status: "done" });
  expect(finalText(turn)).toBe(greeting);
  expect(events.map(({ type }) => type)).toEqual([
    "turn-started",
    "route-started",
    "route-decided",
    "answer-started",
    "answer-delta",
    "answer-ended",
    "turn-ended",
  ]);
});

test("a long answer is heard before it is whole", async () => {
  const order: string[] = [];
  const reply = async function* reply(): AsyncGenerator<ModelChunk> {
    yield says(longAnswer);
    order.push("the model goes on");
    yield* [says("Last."), finished];
  };
  await playAuto({ "t:judge": reply }, {}, panel, ({ type }) => order.push(type));
  expect(order.indexOf("answer-delta")).toBeLessThan(order.indexOf("the model goes on"));
});

test("words of an answer and then a call all the same: the panel is asked, and the words are no answer", async () => {
  const { turn, models } = await playAuto({ "t:judge": router(says(longAnswer), call({ prompt: "Is it?" })) });
  expect(models()).toEqual(["t:judge", "t:yes", "t:no", "t:judge", "t:judge"]);
  expect(turn.answers.map(({ panelistId, text, attempt }) => [panelistId, text, attempt])).toEqual([
    ["p1", yes, 1],
    ["p2", no, 1],
  ]);
  expect(turn.panel.panelists).toHaveLength(2);
  expect(turn.totals).toMatchObject({ costUsd: 0.05, answered: 2, seated: 2 });
});

test("after an answer alone the panel is asked the question itself; a model of the panel keeps its seat and is not asked again", async () => {
  const seated = testPanel(["t:yes", "t:judge"]);
  const { turn: closed, ports, models, requests } = await playAuto({ "t:judge": router(says(no)) }, {}, seated);
  expect(closed).toMatchObject({ soloPanelistId: "p2", asked: ["p2"] });
  const { turn } = await askPanel(closed, ports);
  expect(models()).toEqual(["t:judge", "t:yes", "t:judge", "t:judge"]);
  expect(requests[1]?.messages.at(-1)?.content).toBe("Is it so?");
  expect(requests[1]?.messages).toHaveLength(4);
  expect(currentAnswers(turn).map(({ text }) => text)).toEqual([yes, no]);
  expect(currentVerdict(turn)?.attempts).toEqual({ p1: 1, p2: 1 });
});

test("a model that sits on none of the panel is a guest: its answer is judged beside theirs", async () => {
  const { turn: closed, ports, models } = await playAuto({ "t:judge": router(says(greeting)) });
  expect(closed).toMatchObject({ soloPanelistId: "p3", guestId: "p3" });
  const { turn } = await askPanel(closed, ports);
  expect(models()).toEqual(["t:judge", "t:yes", "t:no", "t:judge", "t:judge"]);
  expect(turn.panel.panelists.map(({ model }) => model)).toEqual(["t:yes", "t:no", "t:judge"]);
  expect(currentVerdict(turn)?.attempts).toEqual({ p1: 1, p2: 1, p3: 1 });
  expect(turn.totals).toMatchObject({ answered: 3, seated: 3 });
});

test("the guest of a full panel is shown, and the eight are judged", async () => {
  const eight = testPanel(Array.from({ length: 8 }, (_, index) => (index % 2 ? "t:no" : "t:yes")));
  const { turn: closed, ports } = await playAuto({ "t:judge": router(says(greeting)) }, {}, eight);
  expect(closed.soloPanelistId).toBe("p9");
  const { turn } = await askPanel(closed, ports);
  expect(Object.values(currentVerdict(turn)?.labels ?? {}).toSorted()).toEqual([
    "p1",
    "p2",
    "p3",
    "p4",
    "p5",
    "p6",
    "p7",
    "p8",
  ]);
  expect(currentVerdict(turn)?.leftOut).toEqual(["p9"]);
});

test("a seat with a role to play is not the model's own: it is a guest", async () => {
  const played = testPanel(["t:yes"], { panelists: [{ model: "t:judge", role: "Sceptic." }, { model: "t:yes" }] });
  const { turn } = await playAuto({ "t:judge": router(says(greeting)) }, {}, played);
  expect(turn.soloPanelistId).toBe("p3");
});

test.each([
  ["no words and no call", router()],
  ["a call that cannot be read", router(call('{"prompt": '))],
  ["a failure before any word", fail("upstream_error", "")],
])("%s: the panel is asked the question itself", async (_, reply) => {
  const both = async function* both(request: ModelRequest): AsyncGenerator<ModelChunk> {
    yield* isRouting(request) ? reply(request) : judge(request);
  };
  const { turn, requests } = await playAuto({ "t:judge": both });
  expect(turn.route).toMatchObject({ decision: "panel", reason: "" });
  expect(turn.route?.prompt).toBeUndefined();
  expect(requests[1]?.messages.at(-1)?.content).toBe("Is it so?");
  expect(turn.status).toBe("done");
});

/** A judge's model that takes no tools and classifies like this. */
function classifier(text: string) {
  return async function* reply(request: ModelRequest): AsyncGenerator<ModelChunk> {
    const task = request.messages.at(-1)?.content ?? "";
    if (task.includes("TASK: ROUTE")) yield* [says(text), finished];
    else if (task === "Is it so?") yield* [says(greeting), finished];
    else yield* judge(request);
  };
}

const noTools = { takesTools: () => false };

test("a model that takes no tools is asked which, then answers alone; both calls are counted", async () => {
  const { turn, requests } = await playAuto(
    { "t:judge": classifier('{"decision":"solo","reason":"A greeting."}') },
    noTools,
  );
  expect(turn.route).toMatchObject({ decision: "solo", by: "classified", reason: "A greeting." });
  expect(requests.some(isRouting)).toBe(false);
  expect(soloAnswer(turn)?.text).toBe(greeting);
  expect(turn.totals.costUsd).toBeCloseTo(0.02);
  expect(turn.status).toBe("done");
});

test.each([
  ['{"decision":"fuse","reason":"Contested."}', "classified", "Contested."],
  ["I would ask the panel.", "default", ""],
  ['{"decision":"perhaps"}', "default", ""],
])("%s from a model that takes no tools: the panel is asked", async (text, by, reason) => {
  const { turn, models } = await playAuto({ "t:judge": classifier(text) }, noTools);
  expect(turn.route).toMatchObject({ decision: "panel", by, reason });
  expect(models()).toEqual(["t:judge", "t:yes", "t:no", "t:judge", "t:judge"]);
});

test("a provider that refuses the tool is remembered, and its model only asked which", async () => {
  const words = new Map<string, string>();
  const toolRefusals = {
    wordsFor: (model: string) => words.get(model) ?? null,
    remember: (model: string, _way: string, said: string) => void words.set(model, said),
  };
  const classified = classifier('{"decision":"solo","reason":""}');
  const refuses = async function* refuses(request: ModelRequest): AsyncGenerator<ModelChunk> {
    if (isRouting(request)) throw new FailureError(failure("bad_request", "It does not support tools.", 400));
    yield* classified(request);
  };
  const { turn } = await playAuto({ "t:judge": refuses }, { toolRefusals });
  expect(turn.route).toMatchObject({ decision: "solo", by: "classified" });
  expect(words.get("t:judge")).toBe("It does not support tools.");
  const again = await playAuto({ "t:judge": refuses }, { toolRefusals });
  expect(again.requests.some(isRouting)).toBe(false);
});

test("stopped while it answers alone: the words stay, and nobody else is asked", async () => {
  const { turn, models } = await playAuto({
    "t:judge": router(says(`${longAnswer} STOP`), says("more"), says("most")),
  });
  expect(turn.status).toBe("stopped");
  expect(soloAnswer(turn)?.text).toContain("STOP");
  expect(models()).toEqual(["t:judge"]);
});

test("a turn that reached its spending cap in routing asks nobody more", async () => {
  const capped = testPanel(["t:yes", "t:no"], { limits: { maxCostUsd: 0.01 } });
  const { turn, models } = await playAuto({ "t:judge": router(call({ prompt: "Is it?" })) }, {}, capped);
  expect(models()).toEqual(["t:judge"]);
  expect(turn.status).toBe("failed");
  expect(currentAnswers(turn).map((answer) => answer.failure?.code)).toEqual(["spending_cap", "spending_cap"]);
});
