import { expect, test } from "vitest";
import type { ModelChunk, ModelRequest } from "./model";
import { reopenTurn, runTurn } from "./run-turn";
import { finished, judge, play, scriptedModels, testPanel, testPorts, testRequest, yes, yesNoJudge } from "./test-kit";
import { currentAnswers } from "./turn";
import { createTurnControl } from "./turn-control";

const panel = testPanel(["t:yes", "t:no", "t:judge"], { limits: { scout: true } });
const prompt = "Does the tide turn?";
const callOfPanel: ModelChunk = {
  type: "tool-call",
  id: "1",
  name: "ask_panel",
  arguments: JSON.stringify({ prompt }),
};
const answer: ModelChunk = { type: "text", text: "It has been so since the moon was made. ".repeat(8) };

/** A turn in mode auto on a panel that asks two first; the model that chooses says this. */
async function playAuto(says: ModelChunk) {
  async function* reply(request: ModelRequest): AsyncGenerator<ModelChunk> {
    if (request.messages.at(-1)?.content.includes("TASK: ")) return yield* judge(request);
    yield request.tools ? says : { type: "text", text: yes };
    yield finished;
  }
  const { streamModel, requests } = scriptedModels({ ...yesNoJudge, "t:judge": reply });
  const ports = testPorts(streamModel);
  const { turn } = await play(runTurn(testRequest(panel, { mode: "auto" }), ports, createTurnControl()));
  return { turn, ports, requests, models: () => requests.map(({ model }) => model) };
}

test("a model that calls the panel has its prompt answered by two, then by the rest", async () => {
  const { turn, requests, models } = await playAuto(callOfPanel);
  expect(models()).toEqual(["t:judge", "t:yes", "t:no", "t:judge", "t:judge", "t:judge", "t:judge"]);
  const asked = [1, 2, 4].map((index) => requests[index]?.messages.at(-1)?.content);
  expect(asked).toEqual([prompt, prompt, prompt]);
  expect(turn).toMatchObject({ status: "done", restAsked: { because: "contradiction" }, totals: { answered: 3 } });
});

test("a model that answers alone is not asked again when the panel is; the others are asked together", async () => {
  const { turn: alone, ports, models } = await playAuto(answer);
  const { turn } = await play(reopenTurn(alone, { askRest: true }, ports, createTurnControl()), alone);
  expect(models()).toEqual(["t:judge", "t:yes", "t:no", "t:judge", "t:judge"]);
  expect(
    currentAnswers(turn)
      .map(({ panelistId }) => panelistId)
      .toSorted(),
  ).toEqual(["p1", "p2", "p3"]);
  expect(turn).toMatchObject({ status: "done", totals: { answered: 3, seated: 3 } });
  expect(turn.restAsked).toBeUndefined();
});
