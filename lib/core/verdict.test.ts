import { expect, test } from "vitest";
import { FailureError, failure } from "./failure";
import type { ModelChunk, ModelRequest } from "./model";
import { reopenTurn, runTurn } from "./run-turn";
import {
  fail,
  judge,
  play,
  scriptedModels,
  testPanel,
  testPorts,
  testRequest,
  twoPanelists,
  yesNoJudge,
} from "./test-kit";
import { currentVerdict } from "./turn";
import { createTurnControl } from "./turn-control";

test("a judge that writes prose is replaced by its fallback, and the points of the first are gone", async () => {
  const fallbacks = testPanel(["t:yes", "t:no"], {
    judge: { model: "t:prose", fallbacks: ["t:judge"] },
    synthesizer: { model: "t:judge" },
  });
  const { streamModel } = scriptedModels({ ...yesNoJudge, "t:prose": "I liked both." });
  const { turn } = await play(runTurn(testRequest(fallbacks), testPorts(streamModel), createTurnControl()));
  const verdict = currentVerdict(turn);
  expect(verdict?.failedJudges).toMatchObject([{ model: "t:prose", failure: { code: "judge_not_valid_json" } }]);
  expect(turn.totals).toMatchObject({ costUsd: expect.closeTo(0.06), callsOfUnknownCost: 0 });
  expect(verdict).toMatchObject({ judge: { model: "t:judge" }, failure: null, status: "done" });
  expect(verdict?.points).toHaveLength(1);
});

test("the points of a judge that breaks off are gone when its fallback judges", async () => {
  const halfway = async function* halfway(request: ModelRequest): AsyncGenerator<ModelChunk> {
    for await (const chunk of judge(request)) {
      if (chunk.type === "text" && chunk.text.includes('"end"')) break;
      if (chunk.type === "text") yield chunk;
    }
    throw new FailureError(failure("connection_lost", "It broke off."));
  };
  const models3 = { ...yesNoJudge, "t:halfway": halfway };
  const twoJudges = testPanel(["t:yes", "t:no"], {
    judge: { model: "t:halfway", fallbacks: ["t:judge"] },
    synthesizer: { model: "t:judge" },
  });
  const { turn, events } = await play(
    runTurn(testRequest(twoJudges), testPorts(scriptedModels(models3).streamModel), createTurnControl()),
  );
  expect(events.filter((event) => event.type === "point-added").map((event) => event.point.id)).toEqual(["c1", "c2"]);
  expect(currentVerdict(turn)?.points.map((point) => point.id)).toEqual(["c2"]);
});

test("the last words of a final answer are shown although they end in an open bracket", async () => {
  const { streamModel } = scriptedModels({ ...yesNoJudge, "t:writer": "An interval [0, 1" });
  const written = testPanel(["t:yes", "t:no"], { synthesizer: { model: "t:writer" } });
  const { turn } = await play(runTurn(testRequest(written), testPorts(streamModel), createTurnControl()));
  expect(currentVerdict(turn)?.finalAnswer.text).toBe("An interval [0, 1");
});

test("when every judge fails the answers stay and the final answer is a merge that names the reason", async () => {
  const noJudge = testPanel(["t:yes", "t:no"], { judge: { model: "t:broken" }, synthesizer: { model: "t:writer" } });
  const { streamModel, requests } = scriptedModels({
    ...yesNoJudge,
    "t:broken": fail("upstream_error", ""),
    "t:writer": "Merged.",
  });
  const { turn } = await play(runTurn(testRequest(noJudge), testPorts(streamModel), createTurnControl()));
  expect(turn.status).toBe("done");
  expect(currentVerdict(turn)).toMatchObject({
    failure: { code: "judge_upstream_error" },
    finalAnswer: { text: "Merged." },
  });
  expect(requests.at(-1)?.messages.at(-1)?.content).toContain("No analysis is available");
});

test("judge and synthesizer get the same bytes up to their task", async () => {
  const { streamModel, requests } = scriptedModels(yesNoJudge);
  await play(runTurn(testRequest(twoPanelists), testPorts(streamModel), createTurnControl()));
  const [judging, writing] = requests.slice(-2).map((request) => request.messages);
  expect(judging?.[0]).toEqual(writing?.[0]);
  const shared = judging?.[1]?.content.split("TASK:")[0] ?? "";
  expect(shared).toContain("</answer-");
  expect(writing?.[1]?.content.startsWith(shared)).toBe(true);
});

test("judging again adds a verdict without asking the panel", async () => {
  const { streamModel, requests } = scriptedModels(yesNoJudge);
  const ports = testPorts(streamModel);
  const first = await play(runTurn(testRequest(twoPanelists), ports, createTurnControl()));
  const { turn } = await play(reopenTurn(first.turn, { judgeAgain: true }, ports, createTurnControl()), first.turn);
  expect(turn.verdicts.map((verdict) => verdict.id)).toEqual(["v1", "v2"]);
  expect(turn).toMatchObject({ status: "done", currentVerdictId: "v2" });
  expect(requests.slice(4).map((request) => request.model)).toEqual(["t:judge", "t:judge"]);
});
