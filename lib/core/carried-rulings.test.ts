import { expect, test } from "vitest";
import { applyEvent } from "./apply-event";
import { continuationOf } from "./continue-turn";
import { PointId, VerdictId } from "./ids";
import type { ModelRequest } from "./model";
import { carriedInWords, carriedRulings } from "./rulings";
import { reopenTurn, runTurn } from "./run-turn";
import { judge, play, scriptedModels, testPorts, testRequest, twoPanelists, yesNoJudge } from "./test-kit";
import { currentVerdict, type TurnState } from "./turn";
import { createTurnControl } from "./turn-control";
import type { VerdictWish } from "./wished-verdict";

const c1 = PointId.parse("c1");
const open = 'The user has ruled on "Whether it is so": it stays open. Give the positions, and do not choose.';
const both =
  'The user has ruled on "Whether it is so": both positions can be right. Say when each holds, and do not choose.';
const taskOf = (request: ModelRequest | undefined) => request?.messages.at(-1)?.content ?? "";

function ruled(turn: TurnState, decision: "both" | "unresolved"): TurnState {
  const verdictId = VerdictId.parse(turn.currentVerdictId);
  const ruling = { pointId: c1, decision, panelistIds: [] };
  return applyEvent(turn, { type: "point-ruled", at: 1, verdictId, pointId: c1, ruling });
}

/** A turn judged twice: the point was left open in the first verdict, and said to be both in the second. */
async function ruledTwice() {
  const { streamModel, requests } = scriptedModels({ ...yesNoJudge, "t:other": judge });
  const ports = testPorts(streamModel);
  const again = async (turn: TurnState, wish: VerdictWish) => {
    const before = requests.length;
    const played = await play(reopenTurn(turn, { judgeAgain: true, wish }, ports, createTurnControl()), turn);
    return { ...played, asked: requests.slice(before), verdict: currentVerdict(played.turn) };
  };
  const { turn } = await play(runTurn(testRequest(twoPanelists), ports, createTurnControl()));
  const second = await again(ruled(turn, "unresolved"), { judge: "t:other" });
  return { turn: ruled(second.turn, "both"), again };
}

test("a full judging is bound by the carried rulings that are still wished, and the next one too", async () => {
  const { turn, again } = await ruledTwice();
  expect(carriedRulings(currentVerdict(turn))).toEqual([open, both]);
  const all = await again(turn, {});
  expect(all.verdict?.carried).toEqual([open, both]);
  const one = await again(turn, { carried: [both] });
  expect(one.verdict?.carried).toEqual([both]);
  const task = taskOf(one.asked.at(-1));
  expect([task.includes(both), task.includes(open)]).toEqual([true, false]);
  expect((await again(one.turn, {})).verdict?.carried).toEqual([both]);
  const none = await again(turn, { carried: [] });
  expect(none.verdict).not.toHaveProperty("carried");
  expect(taskOf(none.asked.at(-1))).not.toContain("Rulings of the user");
});

test("a final answer that is written anew is bound by those that are still wished, and by the rulings on its own points", async () => {
  const { turn, again } = await ruledTwice();
  const all = await again(turn, { rulings: [] });
  expect(all.verdict).toMatchObject({ carried: [open], rulings: [{ decision: "both" }] });
  const none = await again(turn, { rulings: [], carried: [] });
  expect(none.verdict).toMatchObject({ rulings: [{ decision: "both" }] });
  expect(none.verdict).not.toHaveProperty("carried");
  const task = taskOf(none.asked[0]);
  expect([task.includes("both positions can be right"), task.includes(open)]).toEqual([true, false]);
});

test("what was taken back stays so when an interrupted verdict goes on", async () => {
  const { turn, again } = await ruledTwice();
  const { events } = await again(turn, { rulings: [], carried: [] });
  let now = turn;
  for (const event of events.slice(0, 4)) now = applyEvent(now, event);
  const failure = { code: "interrupted" as const, message: "It broke off.", retryable: true };
  const verdictId = VerdictId.parse(now.currentVerdictId);
  now = applyEvent(now, { type: "synthesis-failed", at: 9, verdictId, failure });
  now = applyEvent(now, { type: "turn-interrupted", at: 9 });
  const { wish } = continuationOf(now);
  expect(wish).toMatchObject({ carried: [], rulings: [{ decision: "both" }] });
  expect((await again(now, wish)).verdict).not.toHaveProperty("carried");
});

test("for people a carried ruling is told without whose it is", () => {
  expect(carriedInWords(open)).toBe('"Whether it is so": it stays open. Give the positions, and do not choose.');
  expect(carriedInWords("Worded otherwise.")).toBe("Worded otherwise.");
});
