import { expect, test } from "vitest";
import { applyEvent } from "./apply-event";
import { soloAnswer } from "./asked-seats";
import { continuationOf } from "./continue-turn";
import { failure } from "./failure";
import { followUpOf, seatsOfPoint } from "./follow-up-material";
import { readSorted } from "./follow-up-sorting";
import type { ModelChunk, ModelRequest } from "./model";
import { reopenTurn, runTurn } from "./run-turn";
import { fail, finished, judge, play, scriptedModels, testPanel, testPorts, testRequest, yesNoJudge } from "./test-kit";
import { currentAnswers, currentVerdict, type TurnState } from "./turn";
import { createTurnControl, type TurnControl } from "./turn-control";
import { canContinue } from "./unfinished";

const third = "Nobody can say whether it is so before the survey is over.";
const panel = testPanel(["t:yes", "t:no", "t:third"], { limits: { quorum: "all" } });
const taskOf = (request: ModelRequest | undefined) => request?.messages.at(-1)?.content ?? "";

/** The contradiction of the first two panelists only, so that the third holds no view of it. */
async function* judgeOfTwo(request: ModelRequest): AsyncGenerator<ModelChunk> {
  const kept = taskOf(request).replace(/<answer-\w+ id="[A-H]"[^>]*>\nNobody[\s\S]*?<\/answer-\w+>/, "");
  yield* judge({ ...request, messages: [...request.messages.slice(0, -1), { role: "user", content: kept }] });
}

/** A writer that says this of a follow-up, and else judges and writes as ever. */
function writer(sorted: string | ((request: ModelRequest) => AsyncIterable<ModelChunk>)) {
  return async function* reply(request: ModelRequest): AsyncGenerator<ModelChunk> {
    const task = taskOf(request);
    if (task.includes("TASK: FOLLOW-UP")) {
      yield* typeof sorted === "string" ? [{ type: "text" as const, text: sorted }, finished] : sorted(request);
    } else if (task.includes("TASK: CHANGE OF FORM")) {
      yield* [{ type: "text" as const, text: "- They differ, [S1](https://tides.example/a)." }, finished];
    } else yield* judgeOfTwo(request);
  };
}

const said = (kind: string, more: object = {}) =>
  JSON.stringify({ kind, point: null, question: "", reason: "Because.", ...more });

/** The turn before: judged, with a source that its final answer names. */
async function parentTurn(): Promise<TurnState> {
  const { streamModel } = scriptedModels({ ...yesNoJudge, "t:third": third, "t:judge": judgeOfTwo });
  const { turn } = await play(runTurn(testRequest(panel), testPorts(streamModel), createTurnControl()));
  const source = {
    id: "S1",
    url: "https://tides.example/a",
    title: "Tides",
    status: "fetched" as const,
    seenBy: ["p1"],
  };
  const verdicts = turn.verdicts.map((verdict) => ({
    ...verdict,
    finalAnswer: { ...verdict.finalAnswer, text: "They differ. ⟦c1⟧ It is known. [S1]" },
  }));
  return { ...turn, sources: [source], verdicts };
}

type Asked = { question?: string; onControl?: (control: TurnControl & { stop(): void }) => void };

async function followUp(sorted: Parameters<typeof writer>[0], { question = "And that?", onControl }: Asked = {}) {
  const parent = await parentTurn();
  const { streamModel, requests } = scriptedModels({ ...yesNoJudge, "t:third": third, "t:judge": writer(sorted) });
  const ports = testPorts(streamModel);
  const control = createTurnControl();
  onControl?.(control);
  const material = followUpOf(parent, question);
  if (!material) throw new Error("The parent has a verdict.");
  const context = [
    { role: "user" as const, content: parent.question },
    { role: "assistant" as const, content: "They differ. It is known." },
  ];
  const knownSources = [{ id: "S1", url: "https://tides.example/a" }];
  const request = testRequest(panel, { question, context, followUp: material, knownSources });
  const played = await play(runTurn(request, ports, control));
  return { ...played, ports, requests, models: requests.map(({ model }) => model) };
}

test("another form is written by the writer alone from the final answer before, with its links, and nobody else is asked", async () => {
  const { turn, requests, models } = await followUp(said("form"), { question: "As a list, please" });
  expect(models).toEqual(["t:judge", "t:judge"]);
  expect(taskOf(requests[0])).toContain('{"id":"c1","topic":"Whether it is so","says":');
  const form = taskOf(requests[1]);
  expect(form).toMatch(/<draft-\w+>\nThey differ\. It is known\. \[S1\]\(https:\/\/tides\.example\/a\)\n/);
  expect(form).toMatch(/<request-\w+>\nAs a list, please\n/);
  expect(turn).toMatchObject({
    status: "done",
    mode: "panel",
    route: { decision: "solo", followUp: "form", by: "classified", reason: "Because." },
    totals: { answered: 1, seated: 1, costUsd: 0.02 },
    verdicts: [],
    sources: [{ id: "S1", status: "fetched", title: "Tides" }],
  });
  expect(soloAnswer(turn)).toMatchObject({ model: "t:judge", status: "done" });
  expect(turn).not.toHaveProperty("followUp");
});

test("after another form the panel can be asked the question itself; what was rewritten is no answer to it", async () => {
  const { turn, ports, requests } = await followUp(said("form"), { question: "Shorter" });
  const before = requests.length;
  const { turn: whole } = await play(reopenTurn(turn, { askRest: true }, ports, createTurnControl()), turn);
  const asked = requests.slice(before);
  expect(asked.map(({ model }) => model)).toEqual(["t:yes", "t:no", "t:third", "t:judge", "t:judge"]);
  expect(taskOf(asked[0])).toBe("Shorter");
  expect(Object.values(currentVerdict(whole)?.labels ?? {}).toSorted()).toEqual(["p1", "p2", "p3"]);
  expect(whole).toMatchObject({ status: "done", totals: { answered: 3, seated: 3 } });
});

test("doubt about one point goes to those who hold it, both sides without names, after the conversation, and is judged", async () => {
  const question = "Are you sure that it is so?";
  const { turn, requests, models, ports } = await followUp(said("point", { point: "c1" }), { question });
  expect(models).toEqual(["t:judge", "t:yes", "t:no", "t:judge", "t:judge"]);
  const [, asked] = requests;
  expect(asked?.messages.map(({ role }) => role)).toEqual(["system", "user", "assistant", "user"]);
  expect(taskOf(asked)).toMatch(/Position: it is\nWords: "Yes, it is so because the"/);
  expect(taskOf(asked)).toContain("Position: it is not");
  expect(taskOf(asked)).not.toMatch(/t:yes|t:no|p1/);
  expect(turn).toMatchObject({
    status: "done",
    route: { decision: "panel", followUp: "point", topic: "Whether it is so", reason: "Because." },
    asked: ["p1", "p2"],
    totals: { answered: 2, seated: 2 },
  });
  expect(taskOf(requests[3])).toMatch(/<asked-\w+>[\s\S]*‹?request/);
  expect(requests[3]?.messages[0]?.content).toContain("brought down to the one point");

  const before = requests.length;
  const { turn: whole } = await play(reopenTurn(turn, { askRest: true }, ports, createTurnControl()), turn);
  const again = requests.slice(before);
  expect(again.map(({ model }) => model)).toEqual(["t:yes", "t:no", "t:third", "t:judge", "t:judge"]);
  expect(taskOf(again[0])).toBe(question);
  expect(whole).toMatchObject({ status: "done", currentVerdictId: "v2", totals: { answered: 3, seated: 3 } });
});

test("a question of its own goes to the whole panel in words that stand alone, and the judge reads both", async () => {
  const standalone = "Does the tide turn in Bergen?";
  const { turn, requests, models } = await followUp(said("new", { question: standalone }));
  expect(models).toEqual(["t:judge", "t:yes", "t:no", "t:third", "t:judge", "t:judge"]);
  expect(requests[1]?.messages.slice(1).map(({ content }) => content)).toEqual([
    "Is it so?",
    "They differ. It is known.",
    standalone,
  ]);
  expect(taskOf(requests[4])).toMatch(/<request-\w+>\nAnd that\?\n[\s\S]*<asked-\w+>\nDoes the tide turn in Bergen\?/);
  expect(turn).toMatchObject({ route: { followUp: "new", prompt: standalone }, totals: { answered: 3, seated: 3 } });
  expect(turn.asked).toBeUndefined();
});

test("what cannot be told, or a call that fails, is a question for the panel, and says why", async () => {
  const unreadable = await followUp("I would say that it is short.");
  expect(unreadable.turn).toMatchObject({ status: "done", route: { decision: "panel", by: "default" } });
  expect(unreadable.turn.route).not.toHaveProperty("prompt");
  const failing = await followUp(fail("rate_limited", ""));
  expect(failing.turn.route).toMatchObject({ by: "default", failure: { code: "rate_limited" } });
  for (const { turn } of [unreadable, failing]) expect(turn.totals.answered).toBe(3);
});

test("stopped while it is sorted, nobody is asked; interrupted then, it is sorted again", async () => {
  const control: { stop?: () => void } = {};
  const stopping = async function* stopping({ signal }: ModelRequest): AsyncGenerator<ModelChunk> {
    control.stop?.();
    yield { type: "text", text: "{" };
    signal.throwIfAborted();
  };
  const { turn, models } = await followUp(stopping, { onControl: (given) => Object.assign(control, given) });
  expect(models).toEqual(["t:judge"]);
  expect(turn.status).toBe("stopped");
  expect(turn.totals.callsOfUnknownCost).toBe(1);
  const interrupted = { ...turn, status: "interrupted" as const };
  expect(canContinue(interrupted)).toBe(true);
  const again = scriptedModels({ "t:judge": writer(said("form")) });
  const work = { continue: true as const, byItself: false };
  const ports = testPorts(again.streamModel);
  const { turn: done } = await play(reopenTurn(interrupted, work, ports, createTurnControl()), interrupted);
  expect(again.requests).toHaveLength(2);
  expect(done).toMatchObject({ status: "done", route: { followUp: "form" } });
});

test("another form that broke off goes on with the writer alone", async () => {
  const { events } = await followUp(said("form"));
  const reason = failure("interrupted", "It broke off.");
  let turn: TurnState | null = null;
  for (const event of events.slice(0, events.findIndex(({ type }) => type === "answer-delta") + 1)) {
    turn = applyEvent(turn, event);
  }
  if (!turn) throw new Error("It had begun.");
  const [writing] = currentAnswers(turn);
  const seat = turn.panel.panelists.find(({ id }) => id === writing?.panelistId);
  if (!seat) throw new Error("The writer has a seat.");
  const lost = { type: "answer-failed" as const, at: 9, panelistId: seat.id, attempt: 1, status: "failed" as const };
  turn = applyEvent(turn, { ...lost, failure: reason });
  turn = applyEvent(turn, { type: "turn-interrupted", at: 9 });
  expect(canContinue(turn)).toBe(true);
  expect(continuationOf(turn)).toMatchObject({ seats: [seat.id], verdict: "no" });
  const { streamModel, requests } = scriptedModels({ "t:judge": writer(said("new")) });
  const work = { continue: true as const, byItself: false };
  const { turn: done } = await play(reopenTurn(turn, work, testPorts(streamModel), createTurnControl()), turn);
  expect(requests.map((request) => taskOf(request).includes("TASK: CHANGE OF FORM"))).toEqual([true]);
  expect(done.status).toBe("done");
});

test("what there is to sort against, and who is asked about a point", async () => {
  const parent = await parentTurn();
  expect(followUpOf(parent, "x".repeat(601))).toBeNull();
  expect(followUpOf({ ...parent, currentVerdictId: null }, "Shorter")).toBeNull();
  const material = followUpOf(parent, "Shorter");
  const [point] = material?.points ?? [];
  if (!material || !point) throw new Error("The parent has a point.");
  expect(material.finalAnswer).toBe("They differ. It is known. [S1](https://tides.example/a)");
  expect(seatsOfPoint(panel, point)).toEqual(["p1", "p2"]);
  expect(seatsOfPoint(testPanel(["t:yes", "t:other", "t:third"]), point)).toBeNull();
  expect(seatsOfPoint(testPanel(["t:yes", "t:no"]), point)).toBeNull();
  expect(readSorted(said("point", { point: "c9" }), material)?.kind).toBe("new");
  expect(readSorted(`Sure: ${said("form")}`, material)).toMatchObject({ kind: "form", point: null });
  expect(readSorted("form", material)).toBeNull();
});
