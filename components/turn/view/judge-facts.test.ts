import { expect, test } from "vitest";
import {
  analysisEnded,
  answered,
  finalAnswer,
  fold,
  judgeLabels,
  pointAdded,
  verdictStarted,
} from "@/components/turn/fixtures/turn";
import type { TurnEvent } from "@/lib/core/events";
import { PanelistId } from "@/lib/core/ids";
import { currentVerdict, type VerdictState } from "@/lib/core/turn";
import { cachedWords, familyWarning, judgeFacts } from "./judge-facts";
import { namedPanelists } from "./names";
import { nextVerdictOf } from "./next-verdict";
import { ordersOf } from "./order-words";
import { statusFacts, verdictDetail, verdictSummary } from "./status-line";

const p1 = PanelistId.parse("p1");

function judged(change: Partial<VerdictState> = {}, ...points: TurnEvent[]) {
  const turn = fold(
    ...answered(1, "quoted words"),
    ...answered(2, "quoted words"),
    verdictStarted(1, 2),
    ...points,
    analysisEnded,
    ...finalAnswer("Yes."),
  );
  const base = currentVerdict(turn);
  if (!base) throw new Error("A verdict was expected.");
  const verdict = { ...base, ...change };
  return { turn: { ...turn, verdicts: [verdict] }, verdict };
}

test("cached prompt tokens are told as the provider counted them, and not when there were none", () => {
  const usage = { promptTokens: 12_000, completionTokens: 700, cachedTokens: 11_200 };
  expect(cachedWords(usage)).toBe("11,200 of 12,000 prompt tokens came from the provider’s cache.");
  expect([cachedWords({ ...usage, cachedTokens: 0 }), cachedWords({ promptTokens: 1, completionTokens: 1 })]).toEqual([
    "",
    "",
  ]);
  expect(cachedWords(null)).toBe("");
});

test("a judge that was asked once has only its cost to tell; one that was asked again says why", () => {
  const { turn, verdict } = judged();
  expect(judgeFacts(turn, verdict, judgeLabels)).toEqual([
    "Judge, Claude Opus 4.8: $0.05.",
    "Final answer, Claude Opus 4.8: $0.05.",
  ]);
  const again = { ...verdict, askedAgain: ["repair", "quotes"] as const, quotes: { checked: 9, failed: 2 } };
  expect(judgeFacts(turn, { ...again, askedAgain: [...again.askedAgain] }, judgeLabels)).toEqual(
    expect.arrayContaining([
      "The judge was asked again once: some lines had the wrong form.",
      "The judge was asked again once for 2 quotes that were not in the answers.",
    ]),
  );
});

test("passages that the judge looked up are told, and why it looked up no more", () => {
  const passages = [
    { author: p1, words: 80 },
    { sourceId: "S1", words: 1200 },
  ];
  const { turn, verdict } = judged({ lookedUp: { passages } });
  expect(judgeFacts(turn, verdict, judgeLabels)[0]).toBe(
    "Before it judged, the judge looked up 2 passages more, 1,280 words.",
  );
  const failure = { code: "bad_request" as const, message: "It takes no tools", retryable: false };
  const refused = { ...verdict, lookedUp: { passages: [], failure } };
  expect(judgeFacts(turn, refused, judgeLabels)[0]).toBe("The judge could look up nothing more: It takes no tools.");
  const broken = { ...verdict, lookedUp: { passages, failure } };
  expect(judgeFacts(turn, broken, judgeLabels)[1]).toBe("It could look up nothing else: It takes no tools.");
});

test("windows are told, those that gave nothing, and why their points were put together by rule", () => {
  const failure = { code: "judge_not_valid_json" as const, message: "It is prose.", retryable: false };
  const windows = [
    { authors: ["p1", "p2"], points: 3 },
    { authors: ["p2", "p3"], points: 0, failure },
    { authors: ["p3", "p4"], points: 0, failure },
  ];
  const { turn, verdict } = judged({ windows, joinFailure: failure });
  expect(judgeFacts(turn, verdict, judgeLabels).slice(0, 3)).toEqual([
    "The judge read the answers in 3 windows first, and found 3 points there.",
    "A window gave no points: It is prose.",
    "The points of the windows were put together by rule: It is prose.",
  ]);
});

test("two orders are told where the points say so; a second order that gave nothing is told as such", () => {
  const both = judged({ secondLabels: { A: "p2", B: "p1" } }, pointAdded(1, { order: "flips" }));
  expect(ordersOf(both.verdict)).toBe("both");
  expect(statusFacts(both.turn, both.verdict, judgeLabels).map(({ text }) => text)).toContain("judged in two orders");
  expect(verdictSummary(both.verdict)).toContain("two orders");
  const failed = judged({ secondLabels: { A: "p2", B: "p1" } }, pointAdded(1));
  expect(ordersOf(failed.verdict)).toBe("second_failed");
  expect(statusFacts(failed.turn, failed.verdict, judgeLabels).map(({ text }) => text)).not.toContain(
    "judged in two orders",
  );
  expect(judgeFacts(failed.turn, failed.verdict, judgeLabels)[0]).toContain("could not be used");
  expect(ordersOf(judged({}, pointAdded(1)).verdict)).toBeNull();
  const orderFailure = {
    code: "judge_empty_completion" as const,
    message: "Claude returned no text.",
    retryable: false,
  };
  const empty = judged({ secondLabels: { A: "p2", B: "p1" }, askedAgain: ["second_order"], orderFailure });
  expect(ordersOf(empty.verdict)).toBe("second_failed");
  expect(judgeFacts(empty.turn, empty.verdict, judgeLabels)[0]).toMatch(/from one order.*Claude returned no text\.$/);
});

test("a verdict over the points of another says whose points they are", () => {
  const { turn, verdict } = judged({}, pointAdded(1));
  const next = { ...verdict, id: "v2", basedOn: verdict.id };
  const both = { ...turn, verdicts: [verdict, next] };
  expect(judgeFacts(both, next, judgeLabels)[0]).toBe("No judge was asked: the points are those of verdict 1.");
  expect(statusFacts(both, next, judgeLabels).map(({ text }) => text)).toContain("points of verdict 1");
  expect(verdictDetail(both, next, judgeLabels, "Today, 14:32")).toContain("judge as in verdict 1");
  expect(judgeFacts(both, { ...next, basedOn: "gone" }, judgeLabels)[0]).not.toContain("No judge was asked");
});

test("a judge is named as a relative of whom it judged, once, and as one of them where it is", () => {
  const { turn, verdict } = judged();
  const seats = namedPanelists(turn.panel, judgeLabels).map((seat) =>
    seat.id === p1 ? { ...seat, model: "openrouter:anthropic/claude-haiku" } : seat,
  );
  const known = { labels: judgeLabels, catalog: undefined };
  expect(familyWarning(verdict, seats, known)).toBe(
    "The judge, Claude Opus 4.8, shares a family with GPT-5.4; it may favour that answer.",
  );
  const itself = seats.map((seat) => (seat.id === p1 ? { ...seat, model: verdict.judge.model } : seat));
  expect(familyWarning(verdict, itself, known)).toContain("also sits on the panel");
  expect(familyWarning({ ...verdict, attempts: { p2: 1 } }, seats, known)).toBe("");
  const demo = { ...verdict, judge: { ...verdict.judge, model: "demo:judge" } };
  expect(familyWarning(demo, seats, known)).toBe("");
});

test("the next verdict follows the current one, the first the last; none while the turn runs or alone", () => {
  const { turn, verdict } = judged();
  const two = { ...turn, verdicts: [verdict, { ...verdict, id: "v2" }] };
  expect(nextVerdictOf(two)).toEqual({ id: "v2", number: 2, count: 2 });
  expect(nextVerdictOf({ ...two, currentVerdictId: "v2" })).toEqual({ id: "v1", number: 1, count: 2 });
  expect(nextVerdictOf({ ...two, status: "running" })).toBeNull();
  expect(nextVerdictOf(turn)).toBeNull();
});
