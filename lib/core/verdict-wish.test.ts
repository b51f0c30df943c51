import { expect, test } from "vitest";
import { applyEvent, foldEvents } from "./apply-event";
import type { TurnEvent } from "./events";
import { PanelistId, VerdictId } from "./ids";
import type { ModelChunk } from "./model";
import { reopenTurn, runTurn } from "./run-turn";
import {
  finished,
  handClock,
  judge,
  play,
  scriptedModels,
  testPanel,
  testPorts,
  testRequest,
  twoPanelists,
  yesNoJudge,
} from "./test-kit";
import { currentVerdict, finalText } from "./turn";
import { createTurnControl } from "./turn-control";
import { panelAsWished } from "./verdict-wish";

const p1 = PanelistId.parse("p1");
const p3 = PanelistId.parse("p3");
const third = "Nobody can say whether it is so before the survey is over.";
const three = testPanel(["t:yes", "t:no", "t:third"], { limits: { quorum: "all" } });
const models = { ...yesNoJudge, "t:third": third, "t:other": judge, "t:writer": "Written by another. ⟦c1⟧" };

function heldAnswer() {
  const released = Promise.withResolvers<void>();
  async function* reply(): AsyncGenerator<ModelChunk> {
    await released.promise;
    yield { type: "text", text: third };
    yield finished;
  }
  return { reply, release: () => released.resolve() };
}

test("judge now closes the collection at once; the answer that comes later is kept, late and not in the verdict", async () => {
  const held = heldAnswer();
  const control = createTurnControl();
  const { streamModel, requests } = scriptedModels({ ...models, "t:third": held.reply });
  const clock = handClock();
  const { turn } = await play(
    runTurn(testRequest(three), testPorts(streamModel, clock), control),
    null,
    (event, now) => {
      if (event.type === "answer-ended" && now.totals.answered === 2) control.judgeNow();
      if (event.type === "verdict-ended") held.release();
    },
  );
  expect(turn).toMatchObject({ status: "done", currentVerdictId: "v1" });
  expect(Object.keys(currentVerdict(turn)?.attempts ?? {}).toSorted()).toEqual(["p1", "p2"]);
  expect(turn.answers.find((answer) => answer.panelistId === p3)).toMatchObject({ status: "done", late: true });
  expect(requests.filter((request) => request.model === "t:judge")).toHaveLength(2);
});

test("judge now with fewer than two answers changes nothing", async () => {
  const held = heldAnswer();
  const control = createTurnControl();
  const { streamModel } = scriptedModels({ ...models, "t:no": held.reply });
  const { turn, events } = await play(
    runTurn(testRequest(twoPanelists), testPorts(streamModel), control),
    null,
    (event) => {
      if (event.type !== "answer-ended" || event.panelistId !== p1) return;
      control.judgeNow();
      setTimeout(held.release);
    },
  );
  const order = events.map(({ type }) => type).filter((type) => type === "answer-ended" || type === "verdict-started");
  expect(order).toEqual(["answer-ended", "answer-ended", "verdict-started"]);
  expect(turn.verdicts).toHaveLength(1);
});

test("judging again takes another judge, another writer, instructions and only the chosen answers", async () => {
  const { streamModel, requests } = scriptedModels(models);
  const ports = testPorts(streamModel);
  const first = await play(runTurn(testRequest(three), ports, createTurnControl()));
  const before = requests.length;
  const wish = {
    judge: "t:other",
    synthesizer: "t:writer",
    instructions: "Mind the coast.",
    panelistIds: [p1, p3],
  };
  const { turn } = await play(
    reopenTurn(first.turn, { judgeAgain: true, wish }, ports, createTurnControl()),
    first.turn,
  );
  const asked = requests.slice(before);
  expect(asked.map((request) => request.model)).toEqual(["t:other", "t:writer"]);
  for (const request of asked) {
    expect(request.messages.at(-1)?.content).toContain("Mind the coast.");
    expect(request.messages.at(-1)?.content).not.toContain(yesNoJudge["t:no"]);
  }
  expect(currentVerdict(turn)).toMatchObject({
    id: "v2",
    judge: { model: "t:other" },
    synthesizer: "t:writer",
    instructions: "Mind the coast.",
    attempts: { p1: 1, p3: 1 },
    leftOut: ["p2"],
    finalAnswer: { model: "t:writer", text: "Written by another. ⟦c1⟧" },
  });
  expect(turn.panel).toEqual(three);
});

test("a chosen judge is not its own fallback, and null gives the final answer to the judge's model", () => {
  const panel = testPanel(["t:yes"], {
    judge: { model: "t:a", fallbacks: ["t:b", "t:c"], instructions: "Own." },
    synthesizer: { model: "t:w" },
  });
  const wished = panelAsWished(panel, { judge: "t:b", synthesizer: null, instructions: "Added." });
  expect(wished.judge).toMatchObject({ model: "t:b", fallbacks: ["t:c"], instructions: "Own.\n\nAdded." });
  expect(wished.synthesizer).toMatchObject({ model: null, instructions: "Added." });
  expect(panelAsWished(panel, {})).toEqual(panel);
});

test("a chosen verdict counts until the next one, and a log without choices folds as before", async () => {
  const ports = testPorts(scriptedModels(models).streamModel);
  const first = await play(runTurn(testRequest(twoPanelists), ports, createTurnControl()));
  const again = await play(reopenTurn(first.turn, { judgeAgain: true }, ports, createTurnControl()), first.turn);
  const chosen: TurnEvent = { type: "verdict-chosen", at: 1, verdictId: VerdictId.parse("v1") };
  const log = [...first.events, ...again.events].map((event, index) => ({ ...event, seq: index + 1 }));
  expect(foldEvents(log)).toMatchObject({ currentVerdictId: "v2", status: "done" });
  const turn = applyEvent(foldEvents(log), { ...chosen, seq: log.length + 1 });
  expect(turn).toMatchObject({ currentVerdictId: "v1", status: "done", lastSeq: log.length + 1 });
  expect(finalText(turn)).toBe(turn.verdicts[0]?.finalAnswer.text);
  const third2 = await play(reopenTurn(turn, { judgeAgain: true }, ports, createTurnControl()), turn);
  expect(third2.turn.currentVerdictId).toBe("v3");
});
