import { expect, test } from "vitest";
import { FollowUp } from "./follow-up";
import type { ModelChunk, ModelRequest } from "./model";
import { reopenTurn, runTurn } from "./run-turn";
import { finished, judge, play, scriptedModels, testPanel, testPorts, testRequest, yesNoJudge } from "./test-kit";
import { currentVerdict } from "./turn";
import { createTurnControl } from "./turn-control";

const third = "Yes, it is so because somebody measured it.";
const limits = { scout: true, quorum: "all" as const };
/** The two that go first agree; the two in the middle contradict each other. */
const panel = testPanel(["t:third", "t:yes", "t:no", "t:fourth"], { limits });
const standalone = "Does the tide turn in Bergen?";
const taskOf = (request: ModelRequest | undefined) => request?.messages.at(-1)?.content ?? "";

/** What the turn before left: one point, of which these seats hold views. */
function leftBy(holders: Readonly<Record<string, string>>): FollowUp {
  const positions = Object.entries(holders).map(([panelistId, model]) => ({
    panelistId,
    model,
    says: `${panelistId} says so`,
    quote: "so",
  }));
  return FollowUp.parse({
    points: [{ pointId: "c1", topic: "Whether it is so", positions }],
    finalAnswer: "It is known.",
    sources: [],
  });
}

const heldByTwo = leftBy({ p2: "t:yes", p3: "t:no" });

/** A writer that takes every follow-up for that; it judges and writes as ever. */
function writer(kind: string) {
  return async function* reply(request: ModelRequest): AsyncGenerator<ModelChunk> {
    const task = taskOf(request);
    const sorted = JSON.stringify({
      kind,
      point: "c1",
      question: kind === "new" ? standalone : "",
      reason: "Because.",
    });
    if (task.includes("TASK: FOLLOW-UP")) yield* [{ type: "text" as const, text: sorted }, finished];
    else if (task.includes("TASK: CHANGE OF FORM")) yield* [{ type: "text" as const, text: "Short." }, finished];
    else yield* judge(request);
  };
}

async function followUp(kind: string, { left = heldByTwo, on = panel } = {}) {
  const replies = { ...yesNoJudge, "t:third": third, "t:fourth": third, "t:judge": writer(kind) };
  const { streamModel, requests } = scriptedModels(replies);
  const ports = testPorts(streamModel);
  const request = testRequest(on, { question: "And that?", followUp: left });
  const { turn } = await play(runTurn(request, ports, createTurnControl()));
  const models = (from = 0) => requests.slice(from).map(({ model }) => model);
  async function rest() {
    const from = requests.length;
    const opened = await play(reopenTurn(turn, { askRest: true }, ports, createTurnControl()), turn);
    return { turn: opened.turn, models: models(from), first: taskOf(requests[from]) };
  }
  return { turn, requests, models: models(), rest };
}

test.each([
  { kind: "new", words: standalone },
  { kind: "never heard of", words: "And that?" },
])("a follow-up that is $kind is sorted once and goes to two first", async ({ kind, words }) => {
  const { turn, requests, models } = await followUp(kind);
  expect(models).toEqual(["t:judge", "t:third", "t:yes", "t:judge", "t:judge"]);
  expect(requests.slice(1, 3).map(taskOf)).toEqual([words, words]);
  expect(turn).toMatchObject({ status: "done", asked: ["p1", "p2"], totals: { answered: 2, seated: 2 } });
});

test("the rest is asked in the same words as the two, now or later, and nobody twice", async () => {
  const differing = testPanel(["t:yes", "t:no", "t:third", "t:fourth"], { limits });
  const { turn, requests, models } = await followUp("new", { on: differing });
  expect(models).toEqual(["t:judge", "t:yes", "t:no", "t:judge", "t:third", "t:fourth", "t:judge", "t:judge"]);
  expect(requests.slice(4, 6).map(taskOf)).toEqual([standalone, standalone]);
  expect(turn).toMatchObject({ status: "done", restAsked: { because: "contradiction" }, totals: { answered: 4 } });
  const later = await (await followUp("new")).rest();
  expect(later.models).toEqual(["t:no", "t:fourth", "t:judge", "t:judge"]);
  expect(later.first).toBe(standalone);
});

test("doubt about a point goes to those who hold it at once, and to nobody else, however much they contradict each other", async () => {
  const { turn, models, rest } = await followUp("point");
  expect(models).toEqual(["t:judge", "t:yes", "t:no", "t:judge", "t:judge"]);
  expect(turn).toMatchObject({ status: "done", asked: ["p2", "p3"], route: { followUp: "point" } });
  expect(currentVerdict(turn)?.points[0]).toMatchObject({ kind: "contradictions", weight: 3 });
  expect(turn.restAsked).toBeUndefined();
  expect(turn.scouts).toBeUndefined();
  const whole = await rest();
  expect(whole.models).toEqual(["t:third", "t:yes", "t:no", "t:fourth", "t:judge", "t:judge"]);
  expect(whole.first).toBe("And that?");
});

test("doubt about a point that nobody of the panel holds goes to all of them at once", async () => {
  const { turn, models } = await followUp("point", { left: leftBy({ p1: "t:gone" }) });
  expect(models).toEqual(["t:judge", "t:third", "t:yes", "t:no", "t:fourth", "t:judge", "t:judge"]);
  expect(turn).toMatchObject({ status: "done", totals: { answered: 4, seated: 4 } });
});

test("another form is written by the writer alone, and nobody goes first; the panel that is asked later is asked whole", async () => {
  const { turn, models, rest } = await followUp("form");
  expect(models).toEqual(["t:judge", "t:judge"]);
  expect(turn).toMatchObject({ status: "done", verdicts: [], totals: { seated: 1 } });
  const whole = await rest();
  expect(whole.models).toEqual(["t:third", "t:yes", "t:no", "t:fourth", "t:judge", "t:judge"]);
  expect(whole.turn).toMatchObject({ status: "done", totals: { answered: 4, seated: 4 } });
  expect(whole.turn.restAsked).toBeUndefined();
});
