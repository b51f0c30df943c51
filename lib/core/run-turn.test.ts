import { expect, test } from "vitest";
import { FailureError, failure } from "./failure";
import { PanelistId } from "./ids";
import type { ModelChunk, ModelRequest } from "./model";
import { reopenTurn, runTurn } from "./run-turn";
import {
  fail,
  finished,
  handClock,
  no,
  play,
  scriptedModels,
  testPanel,
  testPorts,
  testRequest,
  twoPanelists,
  yes,
  yesNoJudge,
} from "./test-kit";
import { currentAnswers, currentVerdict } from "./turn";
import { createTurnControl } from "./turn-control";

test("a turn ends with all answers, the judge's verified points and a final answer", async () => {
  const { streamModel } = scriptedModels(yesNoJudge);
  const { turn, events } = await play(runTurn(testRequest(twoPanelists), testPorts(streamModel), createTurnControl()));
  expect(turn.status).toBe("done");
  expect(currentAnswers(turn).map((answer) => answer.text)).toEqual([yes, no]);
  const verdict = currentVerdict(turn);
  expect(verdict?.points[0]?.views.map((view) => view.quote).toSorted()).toEqual([
    "No, it is not so because",
    "Yes, it is so because the",
  ]);
  expect(verdict?.finalAnswer.text).toBe("They differ. ⟦c1⟧ Unknown marks go. ");
  expect(verdict?.finalAnswer.marks).toEqual([{ pointId: "c1", offset: 13 }]);
  expect(turn.totals).toMatchObject({ answered: 2, seated: 2, costUsd: 0.04 });
  expect(events.at(-1)?.type).toBe("turn-ended");
});

test("all panelists are asked at once, before any has answered", async () => {
  const { streamModel, requests } = scriptedModels(yesNoJudge);
  for await (const event of runTurn(testRequest(twoPanelists), testPorts(streamModel), createTurnControl())) {
    if (event.type === "answer-delta") break;
  }
  expect(requests.map((request) => request.model)).toEqual(["t:yes", "t:no"]);
});

test("one failing panelist costs only itself", async () => {
  const { streamModel } = scriptedModels({ ...yesNoJudge, "t:no": fail("upstream_error", "Half a") });
  const { turn } = await play(runTurn(testRequest(twoPanelists), testPorts(streamModel), createTurnControl()));
  expect(turn.status).toBe("done");
  expect(currentAnswers(turn)[1]).toMatchObject({
    status: "failed",
    text: "Half a",
    failure: { code: "upstream_error" },
  });
  expect(turn.totals).toMatchObject({ callsOfUnknownCost: 1, costUsd: 0.03 });
  expect(currentVerdict(turn)?.labels).toEqual({ A: "p1" });
});

test("150 words before a loss are judged and marked as cut off", async () => {
  const { streamModel, requests } = scriptedModels({
    ...yesNoJudge,
    "t:no": fail("connection_lost", "word ".repeat(150)),
  });
  const { turn } = await play(runTurn(testRequest(twoPanelists), testPorts(streamModel), createTurnControl()));
  expect(currentAnswers(turn)[1]?.status).toBe("cut_off");
  expect(requests.at(-1)?.messages.at(-1)?.content).toMatch(/<answer-\w+ id="[AB]" status="cut_off" words="150">/);
});

test("without any answer the judge is not called and the turn says every reason", async () => {
  const broken = fail("rate_limited", "");
  const { streamModel, requests } = scriptedModels({ ...yesNoJudge, "t:yes": broken, "t:no": broken });
  const { turn } = await play(runTurn(testRequest(twoPanelists), testPorts(streamModel), createTurnControl()));
  expect(turn).toMatchObject({ status: "failed", failure: { code: "all_panels_failed" } });
  expect(turn.failure?.message).toContain("t:yes: It broke. t:no: It broke.");
  expect(requests.map((request) => request.model)).toEqual(["t:yes", "t:no"]);
});

test("a panelist that still writes is not asked twice at once", async () => {
  const control = createTurnControl();
  const { streamModel, requests } = scriptedModels(yesNoJudge);
  await play(runTurn(testRequest(twoPanelists), testPorts(streamModel), control), null, (event) => {
    if (event.type === "answer-delta" && event.text === "Yes, ") control.retryPanelist(PanelistId.parse("p1"));
  });
  expect(requests.filter((request) => request.model === "t:yes")).toHaveLength(1);
});

test("a follow-up's panelists see the questions and final answers before it, never a draft", async () => {
  const { streamModel, requests } = scriptedModels(yesNoJudge);
  const context = [
    { role: "user" as const, content: "First?" },
    { role: "assistant" as const, content: "First answer." },
  ];
  await play(runTurn(testRequest(twoPanelists, { context }), testPorts(streamModel), createTurnControl()));
  expect(requests[0]?.messages.slice(1)).toEqual([...context, { role: "user", content: "Is it so?" }]);
});

test("stop keeps the text so far, asks nobody else and closes the turn as stopped", async () => {
  const control = createTurnControl();
  const waiting = async function* waits({ signal }: ModelRequest): AsyncGenerator<ModelChunk> {
    yield { type: "text", text: "So far" };
    if (!signal.aborted) await new Promise((resolve) => signal.addEventListener("abort", resolve));
    throw new FailureError(failure("stopped", "Stopped."));
  };
  const { streamModel, requests } = scriptedModels({ ...yesNoJudge, "t:no": waiting });
  const { turn } = await play(runTurn(testRequest(twoPanelists), testPorts(streamModel), control), null, (event) => {
    if (event.type === "answer-delta" && event.panelistId === "p2") control.stop();
  });
  expect(turn.status).toBe("stopped");
  expect(currentAnswers(turn)[1]).toMatchObject({ status: "stopped", text: "So far" });
  expect(requests).toHaveLength(2);
});

test("the judge starts when quorum and grace are over, and the late answer is kept and marked", async () => {
  const clock = handClock();
  const release = Promise.withResolvers<void>();
  const slow = async function* slowly(): AsyncGenerator<ModelChunk> {
    await release.promise;
    yield { type: "text", text: "Late but here." };
    yield finished;
  };
  const three = testPanel(["t:yes", "t:no", "t:slow"]);
  const { streamModel } = scriptedModels({ ...yesNoJudge, "t:slow": slow });
  let settled = 0;
  const { turn } = await play(
    runTurn(testRequest(three), testPorts(streamModel, clock), createTurnControl()),
    null,
    (event) => {
      if (event.type === "answer-ended") settled += 1;
      if (event.type === "answer-ended" && settled === 2) setTimeout(() => clock.advance(20_000));
      if (event.type === "verdict-ended") release.resolve();
    },
  );
  expect(Object.values(currentVerdict(turn)?.labels ?? {}).toSorted()).toEqual(["p1", "p2"]);
  const quorumAt = turn.answers.find((answer) => answer.panelistId === "p2")?.timing.endedAt ?? 0;
  expect(currentVerdict(turn)?.startedAt).toBe(quorumAt + 20_000);
  expect(turn.answers.find((answer) => answer.panelistId === "p3")).toMatchObject({ status: "done", late: true });
  expect(turn.status).toBe("done");
});

test("a retry while others write joins the panel as a new attempt; the old one is kept", async () => {
  const control = createTurnControl();
  const retried = Promise.withResolvers<void>();
  let tries = 0;
  const flaky = async function* flakily(): AsyncGenerator<ModelChunk> {
    tries += 1;
    if (tries === 1) throw new FailureError(failure("upstream_error", "Once."));
    retried.resolve();
    yield { type: "text", text: no };
    yield finished;
  };
  const patient = async function* patiently(): AsyncGenerator<ModelChunk> {
    await retried.promise;
    yield { type: "text", text: yes };
    yield finished;
  };
  const { streamModel } = scriptedModels({ ...yesNoJudge, "t:yes": patient, "t:no": flaky });
  const { turn } = await play(runTurn(testRequest(twoPanelists), testPorts(streamModel), control), null, (event) => {
    if (event.type === "answer-failed") control.retryPanelist(PanelistId.parse("p2"));
  });
  expect(turn.answers.filter((answer) => answer.panelistId === "p2").map((answer) => answer.status)).toEqual([
    "failed",
    "done",
  ]);
  expect(currentVerdict(turn)?.attempts).toEqual({ p1: 1, p2: 2 });
});

test("the spending cap stops further calls of a turn", async () => {
  const capped = testPanel(["t:yes", "t:no"], { limits: { maxCostUsd: 0.02 } });
  const { streamModel, requests } = scriptedModels(yesNoJudge);
  const { turn } = await play(runTurn(testRequest(capped), testPorts(streamModel), createTurnControl()));
  expect(requests.map((request) => request.model)).toEqual(["t:yes", "t:no"]);
  expect(currentVerdict(turn)).toMatchObject({
    status: "failed",
    failure: { code: "spending_cap" },
    finalAnswer: { failure: { code: "spending_cap" } },
  });
});

test("a retry after a turn without answers is judged when it succeeds", async () => {
  let broken = true;
  const mended = (request: ModelRequest) =>
    broken ? fail("upstream_error", "")() : scriptedModels(yesNoJudge).streamModel(request);
  const { streamModel } = scriptedModels({ ...yesNoJudge, "t:yes": mended, "t:no": mended });
  const ports = testPorts(streamModel);
  const first = await play(runTurn(testRequest(twoPanelists), ports, createTurnControl()));
  expect(first.turn.status).toBe("failed");
  broken = false;
  const retry = reopenTurn(first.turn, { retry: PanelistId.parse("p1") }, ports, createTurnControl());
  const { turn } = await play(retry, first.turn);
  expect(turn.status).toBe("done");
  expect(currentVerdict(turn)?.labels).toEqual({ A: "p1" });
});
