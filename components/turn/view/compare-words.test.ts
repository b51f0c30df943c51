import { expect, test } from "vitest";
import { currentVerdict } from "@/lib/core/turn";
import { answered, fold, pointAdded, verdictStarted } from "../fixtures/turn";
import type { Pair } from "./compare-verdicts";
import { changeWords } from "./compare-words";
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
