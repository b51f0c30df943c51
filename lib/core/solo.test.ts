import { expect, test } from "vitest";
import { soloAnswer } from "./asked-seats";
import { contextOf } from "./context";
import { PanelistId } from "./ids";
import { reopenTurn, runTurn } from "./run-turn";
import {
  fail,
  handClock,
  no,
  play,
  scriptedModels,
  testPanel,
  testPorts,
  testRequest,
  yes,
  yesNoJudge,
} from "./test-kit";
import { currentAnswer, currentAnswers, currentVerdict, finalText } from "./turn";
import { createTurnControl } from "./turn-control";

const p1 = PanelistId.parse("p1");
const p2 = PanelistId.parse("p2");
const panel = testPanel(["t:yes", "t:no"]);
const solo = { mode: "solo" as const, soloPanelistId: p2 };

async function playSolo(replies: Parameters<typeof scriptedModels>[0] = yesNoJudge, on = panel) {
  const { streamModel, requests } = scriptedModels(replies);
  const clock = handClock();
  const ports = testPorts(streamModel, clock);
  const played = await play(runTurn(testRequest(on, solo), ports, createTurnControl()));
  const models = () => requests.map(({ model }) => model);
  return { ...played, ports, clock, requests, models };
}

test("in solo mode the chosen seat alone is asked, nobody judges, and its answer is what a follow-up builds on", async () => {
  const { turn, events, models } = await playSolo();
  expect(models()).toEqual(["t:no"]);
  expect(turn).toMatchObject({ status: "done", mode: "solo", soloPanelistId: "p2", asked: ["p2"], verdicts: [] });
  expect(turn.totals).toMatchObject({ answered: 1, seated: 1, costUsd: 0.01 });
  expect(soloAnswer(turn)?.text).toBe(no);
  expect(finalText(turn)).toBe(no);
  expect(contextOf([turn]).at(-1)).toEqual({ role: "assistant", content: no });
  expect(events.map(({ type }) => type).filter((type) => !type.endsWith("delta"))).toEqual([
    "turn-started",
    "answer-started",
    "answer-ended",
    "turn-ended",
  ]);
});

test("asking the panel afterwards buys the other answers only; the first one is judged with them and is not late", async () => {
  const { turn: closed, ports, models, clock } = await playSolo();
  clock.advance(3_600_000);
  const { turn } = await play(reopenTurn(closed, { askRest: true }, ports, createTurnControl()), closed);
  expect(models()).toEqual(["t:no", "t:yes", "t:judge", "t:judge"]);
  expect(turn.status).toBe("done");
  expect(soloAnswer(turn)).toBeNull();
  expect(currentAnswers(turn).map(({ text, attempt, late }) => ({ text, attempt, late }))).toEqual([
    { text: yes, attempt: 1, late: false },
    { text: no, attempt: 1, late: false },
  ]);
  expect(currentVerdict(turn)?.attempts).toEqual({ p1: 1, p2: 1 });
  expect(turn.totals).toMatchObject({ answered: 2, seated: 2 });
  expect(finalText(turn)).toContain("They differ.");
});

test("an old answer does not close the collection before the panel that was asked later has had its time", async () => {
  const early = testPanel(["t:yes", "t:no"], { limits: { quorum: 1 } });
  const { turn: closed, ports, clock } = await playSolo(yesNoJudge, early);
  clock.advance(3_600_000);
  const { turn } = await play(reopenTurn(closed, { askRest: true }, ports, createTurnControl()), closed);
  expect(currentVerdict(turn)?.attempts).toEqual({ p1: 1, p2: 1 });
});

test("a solo answer that failed is asked for again with the panel; alone it fails the turn in its own words", async () => {
  const { turn: closed, ports, models } = await playSolo({ ...yesNoJudge, "t:no": fail("rate_limited", "") });
  expect(closed).toMatchObject({
    status: "failed",
    failure: { code: "rate_limited", message: "t:no: It broke.", retryable: true },
  });
  expect(finalText(closed)).toBeNull();
  const { turn } = await play(reopenTurn(closed, { askRest: true }, ports, createTurnControl()), closed);
  expect(models().slice(1, 3).toSorted()).toEqual(["t:no", "t:yes"]);
  expect(currentAnswer(turn, "p2")?.attempt).toBe(2);
  expect(turn.status).toBe("done");
});

test("a retry of a failed solo answer stays alone: no judge is asked", async () => {
  let tries = 0;
  const {
    turn: closed,
    ports,
    models,
  } = await playSolo({
    ...yesNoJudge,
    "t:no": (request) =>
      tries++ === 0 ? fail("upstream_error", "")() : scriptedModels({ "t:no": no }).streamModel(request),
  });
  const { turn } = await play(reopenTurn(closed, { retry: p2 }, ports, createTurnControl()), closed);
  expect(models()).toEqual(["t:no", "t:no"]);
  expect(turn).toMatchObject({ status: "done", verdicts: [] });
  expect(soloAnswer(turn)?.text).toBe(no);
});

test("stopping a solo turn stops its answer and keeps the words", async () => {
  const control = createTurnControl();
  const { streamModel } = scriptedModels(yesNoJudge);
  const events = runTurn(testRequest(panel, { ...solo, soloPanelistId: p1 }), testPorts(streamModel), control);
  const { turn } = await play(events, null, (event) => {
    if (event.type === "answer-delta") control.stop();
  });
  expect(turn.status).toBe("stopped");
  expect(soloAnswer(turn)).toMatchObject({ panelistId: "p1", text: expect.stringMatching(/^Yes, /) });
});

test("the panel of a solo turn with one seat is judged at once when it is asked for", async () => {
  const alone = testPanel(["t:yes"]);
  const { streamModel, requests } = scriptedModels(yesNoJudge);
  const ports = testPorts(streamModel);
  const request = testRequest(alone, { ...solo, soloPanelistId: p1 });
  const { turn: closed } = await play(runTurn(request, ports, createTurnControl()));
  const { turn } = await play(reopenTurn(closed, { askRest: true }, ports, createTurnControl()), closed);
  expect(requests.map(({ model }) => model)).toEqual(["t:yes", "t:judge", "t:judge"]);
  expect(turn.status).toBe("done");
});
