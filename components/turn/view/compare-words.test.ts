import { expect, test } from "vitest";
import { currentVerdict } from "@/lib/core/turn";
import { answered, fold, pointAdded, verdictStarted } from "../fixtures/turn";
import type { Pair } from "./compare-verdicts";
import { changeWords, comparisonDetail, comparisonSummary } from "./compare-words";
import { rowsOf } from "./matrix";

const turn = fold(...answered(1, "Words."), verdictStarted(1), pointAdded(1, { kind: "contradictions" }));
const verdict = currentVerdict(turn);
const [row = null] = verdict ? rowsOf(turn, verdict) : [];
const leansElsewhere = { stances: [], favors: { from: ["p1"], to: [] } };

function words(change: Pair["change"]): string {
  return changeWords({ first: row, second: row, changedSeats: [], change }, [], [1, 2]);
}

test("a contradiction that became another kind is told by its kind alone", () => {
  const kinds = { from: "contradictions" as const, to: "partial_coverage" as const };
  expect(words({ ...leansElsewhere, kinds })).toBe("Contradiction became partial coverage");
});

test("a contradiction that leans otherwise says from where to where", () => {
  expect(words({ ...leansElsewhere, kinds: null })).toMatch(/^leans to .+ became open$/);
});

const alone = (first: boolean): Pair => ({
  first: first ? row : null,
  second: first ? null : row,
  changedSeats: [],
  change: null,
});

test("what differs is counted in words: changed points, and those of one verdict only", () => {
  const nothing = { changed: [], onlyInOne: [], same: [] };
  const changed = [{ ...alone(true), second: row }];
  expect(comparisonDetail(nothing, [1, 2])).toBe("");
  expect(comparisonDetail({ ...nothing, changed, onlyInOne: [alone(true), alone(false)] }, [1, 2])).toBe(
    "One changed, and each verdict has one of its own.",
  );
  expect(comparisonDetail({ ...nothing, onlyInOne: [alone(true), alone(true), alone(false)] }, [1, 3])).toBe(
    "Verdict 1 has two of its own, and verdict 3 has one of its own.",
  );
});

test("a verdict that keeps the points of the other is not called another judging", () => {
  if (!verdict) throw new Error("A verdict was expected.");
  const nothing = { changed: [], onlyInOne: [], same: [] };
  const anew = { ...verdict, id: "v2", basedOn: verdict.id };
  expect(comparisonSummary(nothing, verdict, anew)).toBe(
    "Both rest on the same points; only the final answer was written anew.",
  );
  expect(comparisonSummary(nothing, verdict, { ...verdict, id: "v2" })).toMatch(/^Both judges read the same answer/);
});
