import { expect, test } from "vitest";
import { applyEvent, foldEvents } from "./apply-event";
import { TurnEvent } from "./events";
import { PointId, VerdictId } from "./ids";
import { analysisProblem } from "./judged-answers";
import type { ModelRequest } from "./model";
import type { Ruling } from "./ruling";
import { openDecisions, rulingProblem } from "./rulings";
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
import { currentVerdict, type TurnState } from "./turn";
import { createTurnControl } from "./turn-control";
import type { VerdictWish } from "./wished-verdict";

const v1 = VerdictId.parse("v1");
const c1 = PointId.parse("c1");
const [p1, p2] = twoPanelists.panelists.map(({ id }) => id);
const side = (...panelistIds: (typeof p1)[]): Ruling => ({
  pointId: c1,
  decision: "side",
  panelistIds: panelistIds.flatMap((id) => id ?? []),
});
const decide = (decision: "both" | "unresolved" | "drop"): Ruling => ({ pointId: c1, decision, panelistIds: [] });

const models = { ...yesNoJudge, "t:other": judge };

async function judged(panel = twoPanelists, replies: Parameters<typeof scriptedModels>[0] = models) {
  const { streamModel, requests } = scriptedModels(replies);
  const ports = testPorts(streamModel);
  const { turn } = await play(runTurn(testRequest(panel), ports, createTurnControl()));
  const again = async (wish: VerdictWish, from: TurnState = turn) => {
    const before = requests.length;
    const played = await play(reopenTurn(from, { judgeAgain: true, wish }, ports, createTurnControl()), from);
    return { ...played, asked: requests.slice(before), verdict: currentVerdict(played.turn) };
  };
  return { turn, requests, again };
}

const taskOf = (request: ModelRequest | undefined) => request?.messages.at(-1)?.content ?? "";
const ruled = (turn: TurnState, ruling: Ruling | null, verdictId = v1) =>
  applyEvent(turn, { type: "point-ruled", at: 1, verdictId, pointId: c1, ruling });

test("with rulings no judge is asked, and the one call of the synthesizer is bound by them", async () => {
  const { turn, again } = await judged();
  const { asked, verdict, events, turn: next } = await again({ rulings: [side(p1)] });
  expect(asked.map(({ model }) => model)).toEqual(["t:judge"]);
  const letter = Object.entries(turn.verdicts[0]?.labels ?? {}).find(([, id]) => id === p1)?.[0];
  const task = taskOf(asked[0]);
  expect(task).toContain("TASK: FINAL ANSWER");
  expect(task).toContain("Rulings of the user (binding):");
  expect(task).toContain(`c1 "Whether it is so": right is what answer ${letter} says. Write it as settled.`);
  expect(task).toContain(`"favors":["${letter}"],"basis":"none","why":"Decided by the user."`);
  expect(events.map(({ type }) => type).filter((type) => !type.endsWith("delta"))).toEqual(
    expect.arrayContaining([
      "verdict-started",
      "analysis-kept",
      "synthesis-started",
      "synthesis-ended",
      "verdict-ended",
    ]),
  );
  expect(verdict).toMatchObject({
    id: "v2",
    basedOn: "v1",
    status: "done",
    judge: { model: "t:judge", usage: null, costUsd: null },
    labels: turn.verdicts[0]?.labels,
    attempts: turn.verdicts[0]?.attempts,
    rulings: [side(p1)],
    truncated: false,
    points: [{ id: "c1", favors: [], ruling: side(p1) }],
  });
  expect(next.verdicts[0]).toEqual(turn.verdicts[0]);
});

test.each([
  ["plain answers", {}],
  ["answers with links", { "t:yes": "Yes, the tide turns twice a day, [23 times](https://tides.example/a) a year." }],
])("both prompts are the same but for the tag of their blocks and the task: %s", async (_, replies) => {
  const { requests, again } = await judged(twoPanelists, { ...models, ...replies });
  const first = taskOf(requests.at(-1));
  const { asked } = await again({ rulings: [] });
  const tagOf = (text: string) => /<request-(\w{4})>/.exec(text)?.[1] ?? "?";
  const materialOf = (text: string) => text.split("<analysis-")[0]?.replaceAll(`-${tagOf(text)}`, "");
  expect(materialOf(taskOf(asked[0]))).toBe(materialOf(first));
  expect(taskOf(asked[0])).not.toContain("Rulings of the user");
});

test("a dropped point is not in the analysis that the synthesizer reads, stays listed, and its mark is refused", async () => {
  const { again } = await judged();
  const { asked, verdict } = await again({ rulings: [decide("drop")] });
  expect(taskOf(asked[0])).not.toContain('"id":"c1"');
  expect(taskOf(asked[0])).toContain('Leave "Whether it is so" out of the final answer.');
  expect(verdict?.points).toMatchObject([{ id: "c1", ruling: { decision: "drop" } }]);
  expect(verdict?.finalAnswer.text).not.toContain("⟦c1⟧");
});

test("rulings on the points bind as well, posted ones come first, and those taken back do not bind", async () => {
  const { turn, again } = await judged();
  const kept = await again({ rulings: [] }, ruled(turn, decide("both")));
  expect(taskOf(kept.asked[0])).toContain("both positions can be right");
  expect(kept.verdict?.rulings).toEqual([decide("both")]);
  const posted = await again({ rulings: [side(p2)] }, ruled(turn, decide("both")));
  expect(posted.verdict?.rulings).toEqual([side(p2)]);
  const back = await again({ rulings: [] }, ruled(ruled(turn, decide("both")), null));
  expect(back.verdict?.rulings).toBeUndefined();
  expect(taskOf(back.asked[0])).not.toContain("Rulings of the user");
});

test("a full judging carries the rulings to the synthesizer in words, and to nobody else", async () => {
  const { turn, again } = await judged();
  const { asked, verdict, turn: second } = await again({ judge: "t:other" }, ruled(turn, side(p1)));
  expect(asked).toHaveLength(2);
  expect(taskOf(asked[0])).not.toContain("The user has ruled");
  const words = 'The user has ruled on "Whether it is so": right is "it is". Write it as settled.';
  expect(taskOf(asked[1])).toContain(words);
  expect(verdict).toMatchObject({ judge: { model: "t:other" }, carried: [words] });
  expect(verdict).not.toHaveProperty("rulings");
  const third = await again({ rulings: [] }, second);
  expect(taskOf(third.asked[0])).toContain(words);
  const changed = await again({ rulings: [decide("both")] }, second);
  const task = taskOf(changed.asked[0]);
  expect(task).toContain("Where two rulings contradict each other the later one holds.");
  expect(task.indexOf("both positions can be right")).toBeGreaterThan(task.indexOf(words));
  expect(third.asked.map(({ model }) => model)).toEqual(["t:other"]);
  expect(third.verdict).toMatchObject({ basedOn: "v2", carried: [words], judge: { model: "t:other" } });
});

test("a final answer that failed is written again from the analysis that is there", async () => {
  const { streamModel, requests } = scriptedModels({ ...models, "t:broken": fail("rate_limited", "") });
  const ports = testPorts(streamModel);
  const panel = testPanel(["t:yes", "t:no"], { synthesizer: { model: "t:broken" } });
  const { turn } = await play(runTurn(testRequest(panel), ports, createTurnControl()));
  expect(currentVerdict(turn)?.finalAnswer.status).toBe("failed");
  expect(analysisProblem(turn, currentVerdict(turn))).toBeNull();
  const before = requests.length;
  const wish = { rulings: [], synthesizer: "t:other", instructions: "Be short." };
  const saved = await play(reopenTurn(turn, { judgeAgain: true, wish }, ports, createTurnControl()), turn);
  expect(requests.slice(before).map(({ model }) => model)).toEqual(["t:other"]);
  expect(taskOf(requests.at(-1))).toContain("Be short.");
  expect(currentVerdict(saved.turn)).toMatchObject({
    synthesizer: "t:other",
    instructions: "Be short.",
    finalAnswer: { status: "done", model: "t:other" },
  });
});

test("replies go to the synthesizer with their point, stay with it, and are read then", async () => {
  const { streamModel, requests } = scriptedModels({ ...models });
  const ports = testPorts(streamModel);
  const judging = await play(runTurn(testRequest(twoPanelists), ports, createTurnControl()));
  const { turn } = judging;
  const replies = scriptedModels({ "t:yes": "HOLD\nThe tide turns.", "t:no": "CONCEDE\nIt does." });
  const rebuttal = { verdictId: v1, pointId: c1 };
  const asked = await play(reopenTurn(turn, { rebuttal }, testPorts(replies.streamModel), createTurnControl()), turn);
  const now = currentVerdict(asked.turn);
  expect(now && openDecisions(now)).toBe(1);
  const rewriting = await play(
    reopenTurn(asked.turn, { judgeAgain: true, wish: { rulings: [] } }, ports, createTurnControl()),
    asked.turn,
  );
  expect(taskOf(requests.at(-1))).toMatch(/"asked_again":\[\{"by":"[AB]","position":"\w+","text":"[^"]+"\},\{/);
  const written = currentVerdict(rewriting.turn);
  expect(written?.points[0]?.rebuttal).toMatchObject({ status: "done", read: true, replies: [{}, {}] });
  expect(written && openDecisions(written)).toBe(0);
  const events = [...judging.events, ...asked.events, ...rewriting.events];
  const log = events.map((event, index) => ({ ...TurnEvent.parse(JSON.parse(JSON.stringify(event))), seq: index + 1 }));
  expect(foldEvents(log)).toEqual({ ...rewriting.turn, lastSeq: log.length });
});

test("decisions are counted until a final answer was written with them", async () => {
  const { turn, again } = await judged();
  const open = (state: TurnState) => openDecisions(currentVerdict(state) ?? { points: [] });
  expect(open(turn)).toBe(0);
  const decided = ruled(turn, side(p1));
  expect(open(decided)).toBe(1);
  const { turn: written } = await again({ rulings: [] }, decided);
  expect(open(written)).toBe(0);
  expect(open(ruled(written, null, VerdictId.parse("v2")))).toBe(1);
  expect(open(ruled(written, side(p2), VerdictId.parse("v2")))).toBe(1);
});

test("only a contradiction has sides, and only panelists with a verified view stand on one", async () => {
  const { turn } = await judged();
  const points = currentVerdict(turn)?.points ?? [];
  const insight = points.map((point) => ({ ...point, kind: "unique_insights" as const }));
  const alone = points.map((point) => ({ ...point, views: point.views.slice(0, 1) }));
  expect(rulingProblem(points, side(p1))).toBeNull();
  expect(rulingProblem([], side(p1))).toContain("no point c1");
  expect(rulingProblem(alone, side(p1, p2))).toContain("no verified view");
  for (const ruling of [side(p1), decide("both"), decide("unresolved")]) {
    expect(rulingProblem(insight, ruling)).toContain("Only a contradiction");
  }
  expect(rulingProblem(insight, decide("drop"))).toBeNull();
});

test("without an analysis, or with an answer gone, nothing can be written anew", async () => {
  const { turn } = await judged();
  const verdict = currentVerdict(turn);
  if (!verdict) throw new Error("No verdict.");
  const broken = { ...verdict, failure: { code: "empty" as const, message: "It broke.", retryable: true } };
  expect(analysisProblem(turn, null)).toContain("No verdict");
  expect(analysisProblem(turn, broken)).toContain("no analysis");
  expect(analysisProblem(turn, { ...verdict, truncated: null })).toContain("no analysis");
  expect(analysisProblem({ ...turn, answers: turn.answers.slice(1) }, verdict)).toContain("not there any more");
});
