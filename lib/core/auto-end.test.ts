import { expect, test } from "vitest";
import { applyEvent } from "./apply-event";
import { soloAnswer } from "./asked-seats";
import { modelsToContinue } from "./continue-turn";
import { FailureError, failure } from "./failure";
import type { ModelChunk, ModelRequest } from "./model";
import type { TurnPorts } from "./ports";
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
  yesNoJudge,
} from "./test-kit";
import { createTurnControl } from "./turn-control";
import { canContinue } from "./unfinished";

/** How a choice of mode auto ends early: stopped, out of time, or with Parley itself. */

const panel = testPanel(["t:yes", "t:no"]);
const greeting = "Hello. What would you like to know?";
const longAnswer = `${"It has been so since the moon was made. ".repeat(8)}That is all.`;
const noTools = { takesTools: () => false };
const says = (text: string): ModelChunk => ({ type: "text", text });
const callOfPanel: ModelChunk = {
  type: "tool-call",
  id: "call-1",
  name: "ask_panel",
  arguments: JSON.stringify({ prompt: "Is it?" }),
};

/** A judge's model that routes like this, and judges and writes as ever. */
function router(...chunks: readonly ModelChunk[]) {
  return async function* reply(request: ModelRequest): AsyncGenerator<ModelChunk> {
    if (request.tools === undefined) return yield* judge(request);
    yield* chunks;
    yield finished;
  };
}

/** Says these words and then nothing until it is stopped; `onWait` is called when it waits. */
function waitsAfter(words: readonly ModelChunk[], onWait: () => void) {
  return async function* reply({ signal }: ModelRequest): AsyncGenerator<ModelChunk> {
    yield* words;
    const stopped = new Promise<void>((resolve) => signal.addEventListener("abort", () => resolve(), { once: true }));
    onWait();
    await stopped;
    throw new FailureError(failure("stopped", "Stopped."));
  };
}

/** A turn in mode auto whose router waits after these words, and what happens then. */
async function playWaiting(words: readonly ModelChunk[], more: Partial<TurnPorts>, onWait: (stop: () => void) => void) {
  let isFirst = true;
  const waiting = (request: ModelRequest) => {
    if (!isFirst) return judge(request);
    isFirst = false;
    return waitsAfter(words, () => onWait(() => control.stop()))(request);
  };
  const control = createTurnControl();
  const { streamModel, requests } = scriptedModels({ ...yesNoJudge, "t:judge": waiting });
  const ports = { ...testPorts(streamModel), ...more };
  const played = await play(runTurn(testRequest(panel, { mode: "auto" }), ports, control));
  return { ...played, models: requests.map(({ model }) => model) };
}

test.each([
  ["with the panel as a tool", {}],
  ["without tools", noTools],
])("a choice that is stopped midway counts what it used, and asks nobody (%s)", async (_, more) => {
  const { turn, events, models } = await playWaiting([says("Let me")], more, (stop) => stop());
  expect(events.map(({ type }) => type)).toEqual(["turn-started", "route-started", "route-stopped", "turn-stopped"]);
  expect(turn).toMatchObject({ status: "stopped", answers: [], totals: { callsOfUnknownCost: 1 } });
  expect(models).toEqual(["t:judge"]);
  const silent = await playWaiting([], more, (stop) => stop());
  expect(silent.turn.totals.callsOfUnknownCost).toBe(0);
});

test.each([
  ["with the panel as a tool", {}],
  ["without tools", noTools],
])("a choice that waits for a place, or is sent again, tells it; its answer does not (%s)", async (_, more) => {
  const limited = failure("rate_limited", "Too many requests.");
  const waits: ModelChunk[] = [
    { type: "queued", ahead: 2 },
    { type: "sent" },
    { type: "retrying", try: 2, of: 3, waitMs: 500, failure: limited },
    { type: "sent" },
  ];
  let calls = 0;
  const reply = async function* reply(request: ModelRequest): AsyncGenerator<ModelChunk> {
    calls += 1;
    yield* calls === 1 ? [...waits, says(longAnswer), finished] : judge(request);
  };
  const { streamModel } = scriptedModels({ ...yesNoJudge, "t:judge": reply });
  const ports = { ...testPorts(streamModel), ...more };
  const { turn, events } = await play(runTurn(testRequest(panel, { mode: "auto" }), ports, createTurnControl()));
  const told = events.map(({ type }) => type);
  const choice = ["started", "queued", "sent", "retrying", "sent", "decided"].map((step) => `route-${step}`);
  expect(told.slice(1, 7)).toEqual(choice);
  expect(events[2]).toMatchObject({ model: "t:judge", ahead: 2 });
  const retries = [{ try: 2, of: 3, waitMs: 500, at: expect.any(Number), failure: limited }];
  expect(turn.choosing).toEqual({ waiting: null, ahead: 0, retries });
  expect(told.filter((type) => type === "answer-retrying")).toEqual([]);
  expect(turn.status).toBe("done");
});

const minutes = (count: number) => count * 60_000;
const limits = { panelistMs: minutes(15), judgeMs: minutes(5), turnMs: minutes(25) };

test.each([
  ["with the panel as a tool", {}],
  ["without tools", noTools],
])("a choice has the time of an answer; when it is over the panel is asked (%s)", async (_, more) => {
  const clock = handClock();
  const { turn, models } = await playWaiting([says("Let me")], { ...more, clock, limits }, () =>
    queueMicrotask(() => clock.advance(minutes(15))),
  );
  expect(turn.route).toMatchObject({
    decision: "panel",
    by: "default",
    failure: { code: "timeout", message: "The answer was not finished within 15 minutes." },
  });
  expect(models).toEqual(["t:judge", "t:yes", "t:no", "t:judge", "t:judge"]);
  expect(turn).toMatchObject({ status: "done", totals: { callsOfUnknownCost: 1 } });
});

test("an answer alone has no more time than another, from its first request on", async () => {
  const clock = handClock();
  const { turn } = await playWaiting([says(longAnswer)], { clock, limits }, () =>
    queueMicrotask(() => clock.advance(minutes(15))),
  );
  expect(soloAnswer(turn)).toMatchObject({ status: "timeout", text: longAnswer, failure: { code: "timeout" } });
});

test("a turn that broke off before it was chosen who answers is continued by choosing", async () => {
  const started = { type: "turn-started" as const, at: 1, ...testRequest(panel, { mode: "auto" }) };
  const interrupted = applyEvent(applyEvent(null, started), { type: "turn-interrupted", at: 2 });
  expect(canContinue(interrupted)).toBe(true);
  expect(new Set(modelsToContinue(interrupted))).toEqual(new Set(["t:yes", "t:no", "t:judge"]));
  const continued = async (reply: Parameters<typeof scriptedModels>[0][string]) => {
    const { streamModel, requests } = scriptedModels({ ...yesNoJudge, "t:judge": reply });
    const work = { continue: true as const, byItself: false };
    const { turn } = await play(
      reopenTurn(interrupted, work, testPorts(streamModel), createTurnControl()),
      interrupted,
    );
    return { turn, models: requests.map(({ model }) => model) };
  };
  const alone = await continued(router(says(greeting)));
  expect(alone.turn).toMatchObject({ status: "done", route: { decision: "solo" }, verdicts: [] });
  expect(soloAnswer(alone.turn)?.text).toBe(greeting);
  const asked = await continued(router(callOfPanel));
  expect(asked.models).toEqual(["t:judge", "t:yes", "t:no", "t:judge", "t:judge"]);
  expect(asked.turn).toMatchObject({ status: "done", totals: { answered: 2, seated: 2 } });
});
