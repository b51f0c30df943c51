import { expect, test } from "vitest";
import {
  analysisEnded,
  answered,
  cutOff,
  failed,
  finalAnswer,
  fold,
  judgeLabels,
  verdictStarted,
} from "@/components/turn/fixtures/turn";
import type { TurnEvent } from "@/lib/core/events";
import { failure } from "@/lib/core/failure";
import { PanelistId, VerdictId } from "@/lib/core/ids";
import { currentVerdict } from "@/lib/core/turn";
import { choicesOf, firstDraft, wishOf } from "./judge-draft";
import { judgingCost } from "./judging-cost";
import { noticesOf } from "./notices";
import { originOf } from "./origin";
import { judgeWait, seatWaits } from "./stages";
import { statusFacts, verdictDetail } from "./status-line";

const text = "quoted words and more";
const p3 = PanelistId.parse("p3");
const leaving = (left: PanelistId[], ...judged: number[]): TurnEvent => {
  const started = verdictStarted(...judged);
  return started.type === "verdict-started" ? { ...started, leftOut: left } : started;
};

test("the judge may start when two answers are in, and the button says with how many", () => {
  const waiting = (...numbers: number[]) => {
    const turn = fold(...numbers.flatMap((number) => answered(number, text)));
    return judgeWait({ panel: turn.panel, states: seatWaits(turn) }, judgeLabels).judgeNow;
  };
  expect(waiting(1)).toEqual({ words: "Judge now", disabled: true });
  expect(waiting(1, 2)).toEqual({ words: "Judge now with 2 of 4", disabled: false });
  expect(waiting(1, 2, 3)).toEqual({ words: "Judge now with 3 of 4", disabled: false });
});

test("a final answer from one survivor says so, in its head and in the status line", () => {
  const turn = fold(...answered(1, text), failed(2), failed(3), failed(4), verdictStarted(1), analysisEnded);
  const verdict = currentVerdict(turn);
  expect(verdict && originOf(turn, verdict)).toBe("from one answer only");
  expect(statusFacts(turn, verdict, judgeLabels).map((fact) => fact.text)).toContain("one answer, nothing to compare");
  const cut = fold(...cutOff(1, text), verdictStarted(1), analysisEnded);
  const cutVerdict = currentVerdict(cut);
  expect(cutVerdict && originOf(cut, cutVerdict)).toBe("from one answer cut off only");
});

test("an answer that was left out is said to be left out, never late and never silent", () => {
  const events = [1, 2, 3].flatMap((number) => answered(number, text));
  const turn = fold(...events, failed(4), leaving([p3], 1, 2), analysisEnded, ...finalAnswer("Yes."));
  const verdict = currentVerdict(turn);
  expect(verdict && originOf(turn, verdict)).toBe("from two answers, one left out");
  expect(statusFacts(turn, verdict, judgeLabels).map((fact) => fact.text)).toContain("1 left out");
  const subjects = noticesOf(turn, verdict, judgeLabels).map((notice) => notice.subject);
  expect(subjects).toContain("DeepSeek V4 Pro was left out of this verdict.");
  expect(subjects.join(" ")).not.toContain("after the judging began");
  expect(verdict && verdictDetail(turn, verdict, judgeLabels, "Today, 14:32")).toBe(
    "Claude Opus 4.8 · Today, 14:32 · 2 of 4 answers",
  );
});

test("no verdict offers to judge again and to choose another judge", () => {
  const verdictId = VerdictId.parse("v1");
  const why = failure("judge_not_valid_json", "Not JSON.");
  const turn = fold(
    ...answered(1, text),
    ...answered(2, text),
    verdictStarted(1, 2),
    { type: "analysis-failed", at: 1, verdictId, failure: why },
    { type: "turn-ended", at: 2 },
  );
  const notice = noticesOf(turn, currentVerdict(turn), judgeLabels).find(({ key }) => key === "judge");
  expect([notice?.action?.words, notice?.also?.words]).toEqual(["Judge again", "Choose another judge"]);
});

test("the request for another verdict says what differs from the panel and nothing else", () => {
  const turn = fold(...answered(1, text), ...cutOff(2, text), failed(4));
  const draft = firstDraft(turn);
  expect(wishOf(turn, draft)).toEqual({});
  expect(choicesOf(turn).map(({ usable, word }) => [usable, word])).toEqual([
    [true, ""],
    [true, "Cut off"],
    [false, "No answer"],
    [false, "No answer"],
  ]);
  expect(
    wishOf(turn, { judge: "o:x", synthesizer: "o:y", instructions: " Mind it. ", leftOut: ["p2"], takenBack: [] }),
  ).toEqual({
    judge: "o:x",
    synthesizer: "o:y",
    instructions: "Mind it.",
    panelistIds: ["p1", "p3", "p4"],
  });
});

test("another verdict costs by what is read; without a price it is unknown, without cost it is free", () => {
  const turn = fold(...answered(1, "x".repeat(35_000)), ...answered(2, text));
  const plan = { instructions: "", judge: { input: 10, output: 50 }, writer: { input: 10, output: 50 } };
  expect(judgingCost(turn, { ...plan, panelistIds: ["p1", "p2"] })).toBe("Usually $0.28 to $0.40");
  expect(judgingCost(turn, { ...plan, panelistIds: ["p2"] })).toBe("Usually $0.08 to $0.20");
  const free = { input: 0, output: 0 };
  expect(judgingCost(turn, { ...plan, panelistIds: ["p1"], judge: free, writer: free })).toBe("Free");
  expect(judgingCost(turn, { ...plan, panelistIds: ["p1"], writer: null })).toBe("Cost unknown: no price is known");
});
