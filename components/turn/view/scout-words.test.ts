import { expect, test } from "vitest";
import { announcementsBetween, snapshotOf } from "@/components/turn/announcements";
import { applyEvent } from "@/lib/core/apply-event";
import { askedPanel } from "@/lib/core/asked-seats";
import type { TurnEvent } from "@/lib/core/events";
import { PanelistId } from "@/lib/core/ids";
import type { ModelChunk, ModelRequest } from "@/lib/core/model";
import { runTurn } from "@/lib/core/run-turn";
import { judge, play, scriptedModels, testPanel, testPorts, testRequest, yesNoJudge } from "@/lib/core/test-kit";
import type { TurnState } from "@/lib/core/turn";
import { createTurnControl } from "@/lib/core/turn-control";
import { noticesOf } from "./notices";
import { isAlone } from "./origin";
import { scoutWords } from "./scout-words";
import { judgeWait, seatWaits, stagesOf } from "./stages";

const panel = testPanel(["t:yes", "t:no", "t:third", "t:fourth"], { limits: { scout: true } });
const scouts = ["p1", "p2"].map((id) => PanelistId.parse(id));

function turnOf(...events: readonly TurnEvent[]): TurnState {
  const started: TurnEvent = { type: "turn-started", at: 0, ...testRequest(panel), scouts };
  return events.reduce<TurnState>(applyEvent, applyEvent(null, started));
}

/** A turn that two were enough for: their contradiction weighs so much; 0 = there is none. */
async function enoughWith(weight: 0 | 2): Promise<TurnState> {
  async function* mildJudge(request: ModelRequest): AsyncGenerator<ModelChunk> {
    const chunks: ModelChunk[] = [];
    for await (const chunk of judge(request)) chunks.push(chunk);
    const text = chunks.map((chunk) => (chunk.type === "text" ? chunk.text : "")).join("");
    const [, end = ""] = text.split("\n");
    yield {
      type: "text",
      text: weight === 0 ? end.replace('"n":1', '"n":0') : text.replace('"weight":3', '"weight":2'),
    };
    yield* chunks.slice(-1);
  }
  const { streamModel } = scriptedModels({ ...yesNoJudge, "t:judge": mildJudge });
  return (await play(runTurn(testRequest(panel), testPorts(streamModel), createTurnControl()))).turn;
}

function withWeight(turn: TurnState, weight: 1 | 2 | 3): TurnState {
  const verdicts = turn.verdicts.map((verdict) => {
    const points = verdict.points.map((point) => ({ ...point, weight }));
    return { ...verdict, points };
  });
  return { ...turn, verdicts };
}

const contradiction: TurnEvent = { type: "rest-asked", at: 1, because: "contradiction", topic: "The tides" };
const waitOf = (turn: TurnState) => judgeWait({ panel: askedPanel(turn), states: seatWaits(turn) }, {});
const saidBetween = (before: TurnState, after: TurnState) =>
  announcementsBetween(snapshotOf(before), snapshotOf(after), (id) => id);

test("while two are asked the judge waits for those two, and for all once the others are asked", () => {
  expect(waitOf(turnOf()).title).toContain("when all 2 are done");
  expect(waitOf(turnOf()).judgeNow).toBeNull();
  expect(stagesOf(turnOf())[0]?.count).toBe("0 of 2 done");
  expect(waitOf(turnOf(contradiction)).title).toContain("when 3 of 4 are done");
});

test("a verdict on the only one of two that answered is alone; on the whole panel of one it is not", () => {
  expect(isAlone(turnOf(), { attempts: { p1: 1 } })).toBe(true);
  expect(isAlone({ panel: testPanel(["t:yes"]) }, { attempts: { p1: 1 } })).toBe(false);
});

test("that two are asked first, and that the others are too, is said with its reason, aloud and on the page", () => {
  const before = turnOf();
  const after = turnOf(contradiction);
  expect(saidBetween(before, after)).toEqual(["The others are asked"]);
  expect(scoutWords(before)).toMatchObject({ decision: "Two are asked first", mayAskOthers: false });
  expect(scoutWords(after)).toEqual({
    decision: "Two were asked first, then the others",
    reason: "they contradict each other on “The tides”",
    mayAskOthers: false,
  });
  expect(scoutWords({ ...before, asked: ["p1"] })).toBeNull();
});

test("that two were enough is said once the turn is done, and never that they agree", async () => {
  const agreed = await enoughWith(0);
  const mild = await enoughWith(2);
  expect(saidBetween(turnOf(), agreed)).toContain("The others are not asked");
  expect(scoutWords(agreed)).toEqual({
    decision: "Two were asked first",
    reason: "no contradiction between them, so the others were not asked",
    mayAskOthers: true,
  });
  expect(scoutWords(mild)?.reason).toBe("no contradiction between them that weighs much, so the others were not asked");
  const weighty = "they contradict each other on “Whether it is so”, and the others were not asked";
  expect(scoutWords(withWeight(mild, 3))?.reason).toBe(weighty);
  expect(scoutWords({ ...agreed, status: "stopped" })?.reason).toBe("the others were not asked");
});

test("a verdict on the first two says once why it has no final answer; when the turn was stopped there is a way to one", async () => {
  const third = "Yes, it is so because somebody measured it.";
  const { streamModel } = scriptedModels({ ...yesNoJudge, "t:third": third, "t:fourth": third });
  const ports = testPorts(streamModel);
  const { turn } = await play(runTurn(testRequest(panel), ports, createTurnControl()));
  const [first = null, second = null] = turn.verdicts;
  const said = "This verdict compares the two that were asked first.";
  expect(noticesOf(turn, first, {}).map(({ subject }) => subject)).toEqual([said]);
  expect(noticesOf(turn, second, {})).toEqual([]);

  const control = createTurnControl();
  const { turn: stopped } = await play(runTurn(testRequest(panel), ports, control), null, (event) => {
    if (event.type === "answer-started" && event.panelistId === "p3") control.stop();
  });
  const [notice, why] = noticesOf(stopped, stopped.verdicts[0] ?? null, {});
  expect(notice).toMatchObject({ subject: "You stopped this turn.", action: { type: "judge-again" } });
  expect(why?.subject).toBe(said);
});
