import { expect, test } from "vitest";
import { askedPanel } from "@/lib/core/asked-seats";
import { currentVerdict } from "@/lib/core/turn";
import { analysisEnded, answered, finalAnswer, fold, point, verdictStarted } from "../fixtures/turn";
import { rowsOf } from "./matrix";
import { isAlone } from "./origin";
import { verdictDetail } from "./status-line";

test("where a part of the panel is asked, the matrix and the facts know of no other seat", () => {
  const whole = fold(
    ...answered(1, "Words."),
    ...answered(2, "Words."),
    verdictStarted(1, 2),
    analysisEnded,
    ...finalAnswer("So."),
  );
  const verdict = currentVerdict(whole);
  if (!verdict) throw new Error("The turn has a verdict.");
  const part = { ...whole, asked: ["p1", "p2"] };
  expect(askedPanel(part).panelists.map(({ id }) => id)).toEqual(["p1", "p2"]);
  expect(verdictDetail(part, verdict, {}, "Today")).toContain("all 2 answers");
  expect(verdictDetail(whole, verdict, {}, "Today")).toContain("2 of 4 answers");
  expect(isAlone({ ...whole, asked: ["p1"] }, { attempts: { p1: 1 } })).toBe(false);
  const rows = rowsOf(part, { ...verdict, points: [point(1)] });
  expect(rows.map(({ cells }) => cells.map(({ panelistId }) => panelistId))).toEqual([["p1", "p2"]]);
});
