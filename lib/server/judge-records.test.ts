import { expect, test } from "vitest";
import { wipe } from "@/db/wipe";
import type { TurnEvent } from "@/lib/core/events";
import { failure } from "@/lib/core/failure";
import { ModelName, VerdictId } from "@/lib/core/ids";
import { line, quotes } from "@/lib/core/judge-test-kit";
import { testPanel, yesNoJudge } from "@/lib/core/test-kit";
import { createJudgeRecord, listJudges } from "./judge-records";
import { openTestWork } from "./turns-test-kit";

const verdictId = VerdictId.parse("v1");
const model = ModelName.parse("t:judge");
const other = ModelName.parse("t:other");
const start: TurnEvent = {
  type: "verdict-started",
  at: 1,
  verdictId,
  judge: model,
  labels: {},
  attempts: {},
  seed: 1,
  nonce: "k3f9",
  promptVersion: 1,
};
const ended: TurnEvent = {
  type: "analysis-ended",
  at: 9,
  verdictId,
  usage: null,
  costUsd: null,
  resolvedModel: "r",
  truncated: false,
  quotes: { checked: 12, failed: 2 },
};
const lost = (code: "judge_upstream_error" | "stopped" | "spending_cap", next: ModelName | null): TurnEvent => {
  return {
    type: "judge-failed",
    at: 5,
    verdictId,
    model,
    failure: failure(code, "No."),
    next,
    quotes: { checked: 3, failed: 1 },
  };
};

const recordsOf = (events: readonly TurnEvent[]) => {
  const record = createJudgeRecord("turn-1");
  return events.flatMap((event) => record(event) ?? []);
};

test("an analysis is recorded for the model that was asked for it, by the name the panel has", () => {
  expect(recordsOf([start, ended])).toEqual([
    { turnId: "turn-1", model: "t:judge", failed: false, quotesChecked: 12, quotesFailed: 2, endedAt: 9 },
  ]);
});

test("a judge that failed keeps its own quotes, and its fallback has its own", () => {
  expect(recordsOf([start, lost("judge_upstream_error", other), ended])).toMatchObject([
    { model: "t:judge", failed: true, quotesChecked: 3, quotesFailed: 1 },
    { model: "t:other", failed: false, quotesChecked: 12, quotesFailed: 2 },
  ]);
});

test("a stop or the spending cap is not held against a judge", () => {
  expect(recordsOf([start, lost("stopped", null)])).toEqual([]);
  expect(recordsOf([start, lost("spending_cap", null)])).toEqual([]);
});

test("an analysis without a count, or kept from another verdict, adds no quotes", () => {
  const { quotes: _quotes, ...uncounted } = ended as Extract<TurnEvent, { type: "analysis-ended" }>;
  expect(recordsOf([start, uncounted])).toMatchObject([{ quotesChecked: 0, quotesFailed: 0 }]);
  const kept = {
    type: "analysis-kept",
    at: 2,
    verdictId,
    points: [],
    dropped: [],
    truncated: false,
    resolvedModel: null,
  };
  expect(recordsOf([start, kept as TurnEvent])).toEqual([]);
});

test("the record of a turn that was judged is in the database, per model, the one used last first", async () => {
  const invented = line("Whether it is so", {
    views: [
      { by: "B", quote: quotes.yes, says: "it is" },
      { by: "A", quote: "words that nobody has ever written here", says: "it is not" },
    ],
  });
  const work = openTestWork({ replies: { ...yesNoJudge, "t:inventor": `${invented}\n{"kind":"end","n":1}` } });
  const judgedBy = async (judge: string) => {
    const panel = testPanel(["t:yes", "t:no"], { judge: { model: judge }, synthesizer: { model: "t:yes" } });
    const { id } = work.conversations.create("");
    const { turnId } = await work.turns.start(id, { ...work.ask, panel }, null);
    await work.watch(turnId);
  };
  await judgedBy("t:inventor");
  await judgedBy("t:judge");
  const { judges } = listJudges(work.calls, (name) => name.toUpperCase());
  expect(judges).toEqual([
    { model: "t:judge", label: "T:JUDGE", verdicts: 1, failedVerdicts: 0, quotesChecked: 2, quotesFailed: 0 },
    { model: "t:inventor", label: "T:INVENTOR", verdicts: 1, failedVerdicts: 0, quotesChecked: 2, quotesFailed: 1 },
  ]);
  wipe(work.db);
  expect(work.calls.judges()).toEqual([]);
});

test("judgings of one model are added up, those that failed apart", () => {
  const { calls } = openTestWork();
  const add = (judge: string, failed: boolean, endedAt: number) =>
    calls.addJudging({ turnId: "t", model: judge, failed, quotesChecked: 10, quotesFailed: 1, endedAt });
  add("a:old", false, 1);
  add("a:new", false, 2);
  add("a:new", true, 3);
  expect(calls.judges()).toEqual([
    { model: "a:new", verdicts: 1, failedVerdicts: 1, quotesChecked: 20, quotesFailed: 2 },
    { model: "a:old", verdicts: 1, failedVerdicts: 0, quotesChecked: 10, quotesFailed: 1 },
  ]);
});
