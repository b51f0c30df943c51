import { expect, test } from "vitest";
import { finalAnswer, fold, pointAdded, verdictStarted } from "@/components/turn/fixtures/turn";
import { currentVerdict } from "@/lib/core/turn";
import { rowsOf } from "./matrix";
import { restingRanges } from "./sentence";

const text = "The cap binds. ⟦c1⟧ Type `⟦c2⟧` to see it.";

test("what looks like a mark inside code rests on no point, in the matrix and in the sentences", () => {
  const turn = fold(verdictStarted(1), pointAdded(1), pointAdded(2), ...finalAnswer(text));
  const verdict = currentVerdict(turn);
  const rows = verdict ? rowsOf(turn, verdict) : [];
  expect(rows.map(({ point: { id }, inAnswer }) => [id, inAnswer])).toEqual([
    ["c1", true],
    ["c2", false],
  ]);
  expect(restingRanges(text, "c1").map(({ start, end }) => text.slice(start, end))).toEqual(["The cap binds."]);
  expect(restingRanges(text, "c2")).toEqual([]);
});
