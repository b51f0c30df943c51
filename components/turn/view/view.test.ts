import { expect, test } from "vitest";
import {
  analysisEnded,
  answered,
  cutOff,
  failed,
  finalAnswer,
  fold,
  judgeLabels,
  point,
  pointAdded,
  verdictStarted,
  view,
} from "@/components/turn/fixtures/turn";
import { formatCost, formatTotal } from "@/components/words/money";
import { formatDuration, formatWait } from "@/components/words/time";
import { failure } from "@/lib/core/failure";
import { PanelistId, VerdictId } from "@/lib/core/ids";
import { currentAnswer, currentVerdict } from "@/lib/core/turn";
import { bandsOf, countRows, filterRows, rowsOf } from "./matrix";
import { namedPanelists } from "./names";
import { noticesOf } from "./notices";
import { paneFacts, paneStatus, reasoningTitle } from "./pane-facts";
import { pointAsText } from "./point-text";
import { judgeHeading } from "./point-words";
import { copyText, restingRanges } from "./sentence";
import { judgeWait, seatWaits, stagesOf } from "./stages";
import { statusFacts } from "./status-line";

const text = "quoted words and more";
const p4 = PanelistId.parse("p4");

test("money has cents where there are cents, and never pretends to be free", () => {
  expect([0.1384, 0.031, 0.05, 0.0004, 0, null].map(formatCost)).toEqual([
    "$0.14",
    "$0.031",
    "$0.05",
    "under $0.001",
    "$0",
    "cost unknown",
  ]);
  expect([0.053, 1.2, 0.004].map(formatTotal)).toEqual(["$0.05", "$1.20", "$0.004"]);
});

test("time has units", () => {
  expect([900, 41_900, 72_000, 900_000].map(formatDuration)).toEqual(["0 s", "41 s", "1 min 12 s", "15 min"]);
  expect([900, 21_340, 72_000].map(formatWait)).toEqual(["0.9 s", "21.3 s", "1 min 12 s"]);
});

test("the status line counts what is shown, in its order", () => {
  const turn = fold(
    ...answered(1, text),
    ...answered(2, text),
    ...cutOff(3, text),
    failed(4),
    verdictStarted(1, 2, 3),
    pointAdded(1, { kind: "contradictions", unverified: [{ panelistId: p4, says: "x" }] }),
    analysisEnded,
    ...finalAnswer("Yes. ⟦c1⟧"),
  );
  expect(statusFacts(turn, currentVerdict(turn), judgeLabels).map((fact) => fact.text)).toEqual([
    "3 of 4 answered",
    "1 cut off",
    "1 failed",
    "1 contradiction",
    "2 of 3 quotes verified",
    "judge Claude Opus 4.8",
    "at least $0.16",
    "41 s",
  ]);
});

test("a failed and a cut-off panelist each get a notice with a retry", () => {
  const turn = fold(
    ...answered(1, text),
    ...answered(2, text),
    ...cutOff(3, text),
    failed(4),
    verdictStarted(1, 2, 3),
    analysisEnded,
    ...finalAnswer("Yes."),
  );
  const notices = noticesOf(turn, currentVerdict(turn), judgeLabels);
  expect(notices.map(({ subject, action }) => [subject, action?.type])).toEqual([
    ["DeepSeek V4 Pro stopped at its limit of 1,200 tokens.", "retry"],
    ["Qwen3 32B failed.", "retry"],
  ]);
  expect(notices[1]?.text).toBe("Ollama ran out of memory after 6 s. Retry, or use another model.");
});

test("a failed judge is told in plain words, and the answers are said to be kept", () => {
  const verdictId = VerdictId.parse("v1");
  const why = failure("judge_not_valid_json", "Claude Opus 4.8 returned text that is not valid JSON.");
  const turn = fold(
    ...answered(1, text),
    ...answered(2, text),
    ...answered(3, text),
    ...answered(4, text),
    verdictStarted(1, 2, 3, 4),
    {
      type: "judge-failed",
      at: 12_000,
      verdictId,
      model: fold().panel.judge.model,
      failure: why,
      next: null,
    },
    { type: "analysis-failed", at: 12_000, verdictId, failure: why },
    { type: "turn-ended", at: 13_000 },
  );
  const [notice] = noticesOf(turn, currentVerdict(turn), judgeLabels);
  expect(notice?.subject).toBe("No verdict: the judge failed.");
  expect(notice?.text).toBe(
    "Claude Opus 4.8 returned text that is not valid JSON. The four answers below are complete.",
  );
  expect(notice?.action?.type).toBe("judge-again");
});

test("a stopped turn says so once and offers to judge what is there", () => {
  const turn = fold(...answered(1, text), { type: "turn-stopped", at: 12_000 });
  const [notice, ...others] = noticesOf(turn, null, {});
  expect(notice?.subject).toBe("You stopped this turn.");
  expect(notice?.action?.type).toBe("judge-again");
  expect(others).toEqual([]);
});

test("an answer that came too late is said to be outside the verdict", () => {
  const turn = fold(
    ...answered(1, text),
    ...answered(2, text),
    verdictStarted(1, 2),
    ...answered(3, text),
    analysisEnded,
    ...finalAnswer("Yes."),
  );
  expect(noticesOf(turn, currentVerdict(turn), {}).map((notice) => notice.subject)).toContain(
    "DeepSeek V4 Pro answered after the judging began.",
  );
});

test("silence is silent, absence has a word, and a cut-off answer is never called silent", () => {
  const turn = fold(
    ...answered(1, text),
    ...cutOff(2, text),
    failed(4),
    verdictStarted(1, 2),
    pointAdded(1, { views: [], silent: [PanelistId.parse("p1")] }),
    analysisEnded,
    ...finalAnswer("Yes. ⟦c1⟧"),
  );
  const verdict = currentVerdict(turn);
  const [row] = verdict ? rowsOf(turn, verdict) : [];
  expect(row?.cells.map(({ cell }) => (cell.type === "absent" ? cell.word : cell.type))).toEqual([
    "silent",
    "Cut off",
    "Not judged",
    "No answer",
  ]);
  expect(row?.inAnswer).toBe(true);
});

test("rows keep their order of arrival until the list is complete, then stand by kind", () => {
  const events = [
    ...answered(1, text),
    ...answered(2, text),
    verdictStarted(1, 2),
    pointAdded(1),
    pointAdded(2, { kind: "contradictions" }),
    pointAdded(3, { kind: "blind_spots", views: [] }),
  ];
  const topics = (turn: ReturnType<typeof fold>) => {
    const verdict = currentVerdict(turn);
    return (verdict ? rowsOf(turn, verdict) : []).map((row) => `${row.number} ${row.point.topic}`);
  };
  expect(topics(fold(...events))).toEqual(["1 Point 1", "2 Point 2", "3 Point 3"]);
  const whole = fold(...events, analysisEnded);
  expect(topics(whole)).toEqual(["1 Point 2", "2 Point 1", "3 Point 3"]);
  const verdict = currentVerdict(whole);
  const rows = verdict ? rowsOf(whole, verdict) : [];
  expect(bandsOf(rows).map((band) => band.kind)).toEqual(["contradictions", "consensus", "blind_spots"]);
  expect(countRows(rows, 2)).toEqual({ all: 3, contradictions: 1, unique: 0, "blind-spots": 1, unverified: 2 });
  expect(filterRows(rows, "blind-spots")).toHaveLength(1);
});

test("the stage line counts the panel, then the points, then the writing", () => {
  const panelOnly = fold(...answered(1, text), failed(4));
  expect(stagesOf(panelOnly).map(({ count, mark }) => [count, mark])).toEqual([
    ["1 of 4 done, 1 failed", "active"],
    ["", "waiting"],
    ["", "waiting"],
  ]);
  const judging = fold(...answered(1, text), verdictStarted(1), pointAdded(1));
  expect(stagesOf(judging)[1]).toMatchObject({ word: "Judge", count: "1 point", mark: "active" });
});

test("the judge's row says who judges, when, and what is still needed", () => {
  const turn = fold(...answered(1, text), failed(4));
  const wait = judgeWait({ panel: turn.panel, states: seatWaits(turn) }, judgeLabels);
  expect(wait.title).toBe("Claude Opus 4.8 judges when 3 of 4 are done, or at 15 min");
  expect(wait.needed).toBe("1 of 3 needed");
});

test("a pane says how long the first word took, the speed and the cost", () => {
  const answer = currentAnswer(fold(...answered(1, text)), "p1");
  expect(answer && paneFacts(answer, { now: 0, local: false })).toEqual({
    first: "0.9 s",
    rate: "70 tok/s",
    cost: "$0.031",
  });
  expect(answer && paneFacts(answer, { now: 0, local: true }).cost).toBe("local");
});

test("nothing is still being written in a turn that no longer runs", () => {
  expect(paneStatus({ status: "writing" }, true)).toBe("writing");
  expect(paneStatus({ status: "writing" }, false)).toBe("stopped");
  expect(paneStatus({ status: "timeout" }, false)).toBe("failed");
});

test("thinking is counted while it lasts", () => {
  const of = { panelistId: PanelistId.parse("p1"), attempt: 1 };
  const thinking = fold(
    { type: "answer-started", at: 0, ...of, model: fold().panel.judge.model },
    { type: "answer-reasoning-delta", at: 1000, ...of, text: "hm" },
  );
  const answer = currentAnswer(thinking, "p1");
  expect(answer && reasoningTitle(answer, 19_000)).toBe("Thinking for 18 s");
  const done = currentAnswer(
    fold(
      { type: "answer-started", at: 0, ...of, model: fold().panel.judge.model },
      { type: "answer-reasoning-delta", at: 1000, ...of, text: "hm" },
      { type: "answer-delta", at: 10_000, ...of, text: "A" },
    ),
    "p1",
  );
  expect(done && reasoningTitle(done, 0)).toBe("Thought for 9 s");
});

test("the judge leans, calls open, or names a source; it is never the truth", () => {
  const seats = namedPanelists(fold().panel, {});
  const contradiction = { kind: "contradictions" as const, views: [view(1, { sources: ["S3"] }), view(2)] };
  expect(judgeHeading(point(1, contradiction), seats)).toBe("Why the judge calls it open");
  const leaning = { ...contradiction, favors: [PanelistId.parse("p1")], basis: "reasoning" as const };
  expect(judgeHeading(point(1, leaning), seats)).toBe("Why the judge leans to GPT-5.4");
  expect(judgeHeading(point(1, { ...leaning, basis: "source" }), seats)).toBe("Why the judge calls it settled by S3");
  expect(pointAsText(point(1), seats)).toContain("- GPT-5.4 (supports): “quoted words”");
});

test("the role shown is the first sentence of the instructions", () => {
  expect(namedPanelists(fold().panel, {})[2]).toMatchObject({ label: "DeepSeek V4 Pro", role: "Sceptic" });
});

test("the sentence that rests on a point ends at its mark and begins after the one before", () => {
  const answer = "First point. ⟦c1⟧ [S2] Second sentence, with words. ⟦c2,c3⟧\n\n- Third here. Fourth rests. [S1] ⟦c1⟧";
  const words = (id: string) => restingRanges(answer, id).map(({ start, end }) => answer.slice(start, end));
  expect(words("c1")).toEqual(["First point.", "Fourth rests."]);
  expect(words("c3")).toEqual(["Second sentence, with words."]);
  expect(words("c9")).toEqual([]);
  expect(restingRanges("⟦c1⟧", "c1")).toEqual([]);
});

test("a copied answer has links for sources and no point marks", () => {
  const sources = [{ id: "S1", url: "https://example.com/a", title: "A", status: "found" as const, seenBy: [] }];
  expect(copyText("It fell. ⟦c1⟧ [S1] Then [S9].", sources)).toBe("It fell. [S1](https://example.com/a) Then [S9].");
});
