import { expect, test } from "vitest";
import { PanelistId } from "@/lib/core/ids";
import { currentVerdict } from "@/lib/core/turn";
import { analysisEnded, answered, finalAnswer, fold, pointAdded, verdictStarted } from "../fixtures/turn";
import { rowsOf } from "./matrix";
import { noticesOf } from "./notices";

test("an answer that was shortened for the judge is told above the result", () => {
  const turn = fold(...answered(1, "Words."), verdictStarted(1), analysisEnded, ...finalAnswer("Yes."));
  const verdict = currentVerdict(turn);
  if (!verdict) throw new Error("The turn has a verdict.");
  const told = noticesOf(turn, { ...verdict, omitted: { p1: 1240 } }, {});
  expect(told.find(({ key }) => key === "shortened p1")).toMatchObject({
    subject: "GPT-5.4 was too long for the judge.",
    text: expect.stringContaining("1,240 words"),
  });
  const claims = { p1: [{ claim: "It binds.", quote: "the cap binds", sources: [] }] };
  const listed = noticesOf(turn, { ...verdict, omitted: { p1: 1240 }, claims }, {});
  expect(listed.find(({ key }) => key === "shortened p1")?.text).toMatch(
    /^In its place it read 1 claim with .* whole\.$/,
  );
  const lookedUp = { passages: [{ author: PanelistId.parse("p1"), words: 80 }] };
  const looked = noticesOf(turn, { ...verdict, omitted: { p1: 1240 }, lookedUp }, {});
  expect(looked.find(({ key }) => key === "shortened p1")?.text).toMatch(
    /without 1,240 words, after .* 1 passage; what those words say/,
  );
  const both = noticesOf(turn, { ...verdict, omitted: { p1: 1240 }, claims, lookedUp }, {});
  expect(both.find(({ key }) => key === "shortened p1")?.text).toMatch(
    / 1 claim .* and 1 passage that it looked up; what/,
  );
  const unmapped = { p1: { code: "length" as const, message: "It was cut off.", retryable: false } };
  const cut = noticesOf(turn, { ...verdict, omitted: { p1: 1240 }, unmapped }, {});
  expect(cut.find(({ key }) => key === "shortened p1")?.text).toMatch(
    /1,240 words.*could not be listed: It was cut off\. The/,
  );
  const failure = { code: "judge_not_valid_json" as const, message: "It broke.", retryable: false };
  const merged = noticesOf(turn, { ...verdict, omitted: { p1: 1240 }, failure }, {});
  expect(merged.find(({ key }) => key === "shortened p1")?.subject).toMatch(/ was too long for the model that writes/);
  const windows = [{ authors: ["p1", "p2"], points: 3 }];
  const apart = noticesOf(turn, { ...verdict, windows }, {});
  expect(apart.find(({ key }) => key === "windows")?.subject).toBe(
    "The answers were too long for the judge to read together.",
  );
  const lost = [{ authors: ["p1", "p2"], points: 0, failure: { ...failure, message: "It broke." } }];
  expect(noticesOf(turn, { ...verdict, windows: lost }, {}).some(({ key }) => key === "windows")).toBe(false);
  expect(noticesOf(turn, verdict, {}).some(({ key }) => key.startsWith("shortened"))).toBe(false);
});

test("whoever the judge did not read whole for a point is not known on it, never silent", () => {
  const turn = fold(
    ...answered(1, "Words."),
    ...answered(2, "Words."),
    verdictStarted(1, 2),
    pointAdded(1, { views: [] }),
  );
  const verdict = currentVerdict(turn);
  const [row] = verdict ? rowsOf(turn, verdict) : [];
  expect(row?.cells.slice(0, 2).map(({ cell }) => cell)).toMatchObject([{ word: "Not known" }, { word: "Not known" }]);
});
