import { expect, test } from "vitest";
import type { ModelRequest } from "./model";
import { runTurn } from "./run-turn";
import { handClock, judge, no, play, scriptedModels, testPorts, testRequest, twoPanelists, yes } from "./test-kit";
import { currentAnswers, currentVerdict } from "./turn";
import { createTurnControl } from "./turn-control";

const limits = { panelistMs: 900_000, judgeMs: 300_000, turnMs: 1_500_000 };

const isSynthesis = ({ messages }: ModelRequest) => messages.at(-1)?.content.includes("TASK: FINAL ANSWER") ?? false;

/** Says its words and then nothing more, until it is stopped. */
const goesOn = (words: string, then: () => void) =>
  async function* endless({ signal }: { signal: AbortSignal }) {
    yield { type: "text" as const, text: words };
    const aborted = new Promise((resolve) => signal.addEventListener("abort", resolve, { once: true }));
    then();
    await aborted;
    throw new Error("Stopped.");
  };

function start(models: Parameters<typeof scriptedModels>[0], clock = handClock()) {
  const { streamModel, requests } = scriptedModels(models);
  const ports = { ...testPorts(streamModel, clock), limits };
  return { requests, events: runTurn(testRequest(twoPanelists), ports, createTurnControl()) };
}

test("a panelist that writes for 15 minutes is ended, and the turn goes on", async () => {
  const clock = handClock();
  const slow = goesOn("A few words", () => clock.advance(900_000));
  const { turn } = await play(start({ "t:yes": yes, "t:no": slow, "t:judge": judge }, clock).events);
  expect(currentAnswers(turn)[1]).toMatchObject({
    status: "timeout",
    text: "A few words",
    failure: { code: "timeout", message: "The answer was not finished within 15 minutes." },
  });
  expect(turn.status).toBe("done");
});

test("a judge that takes 5 minutes is given up, with the reason", async () => {
  const clock = handClock();
  const slow = goesOn("{", () => clock.advance(300_000));
  const judging = (request: ModelRequest) => (isSynthesis(request) ? judge(request) : slow(request));
  const { turn } = await play(start({ "t:yes": yes, "t:no": no, "t:judge": judging }, clock).events);
  expect(currentVerdict(turn)?.failure).toMatchObject({
    code: "judge_upstream_error",
    message: "t:judge did not finish judging within 5 minutes.",
  });
});

test("a turn ends after 25 minutes with what it has", async () => {
  const clock = handClock();
  const slow = goesOn("The final", () => clock.advance(1_500_000));
  const judging = (request: ModelRequest) => (isSynthesis(request) ? slow(request) : judge(request));
  const { turn } = await play(start({ "t:yes": yes, "t:no": no, "t:judge": judging }, clock).events);
  expect(turn.status).toBe("done");
  expect(currentVerdict(turn)?.finalAnswer).toMatchObject({
    text: "The final",
    status: "failed",
    failure: { code: "timeout", message: "The turn was ended after 25 minutes." },
  });
});
