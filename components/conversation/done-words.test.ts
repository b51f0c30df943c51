import { expect, test } from "vitest";
import { answered, finalAnswer, fold, verdictStarted } from "@/components/turn/fixtures/turn";
import { failure } from "@/lib/core/failure";
import { doneDetail, doneWords } from "./done-words";

const reason = failure("all_panels_failed", "No panelist answered.");
const judged = [...answered(1, "text"), ...answered(2, "text"), verdictStarted(1, 2), ...finalAnswer("All in all.")];

test("a notice says what is ready, or that the turn failed", () => {
  expect(doneWords(fold(...answered(1, "text")))).toBeNull();
  expect(doneWords(fold(...judged))).toBe("Final answer ready");
  expect(doneWords(fold(...answered(1, "text"), { type: "turn-ended", at: 20_000 }))).toBe("Answers ready");
  expect(doneWords(fold({ type: "turn-failed", at: 20_000, failure: reason }))).toBe("Turn failed");
  expect(doneWords(fold({ type: "turn-interrupted", at: 20_000 }))).toBe("Turn interrupted");
  expect(doneWords(fold({ type: "turn-stopped", at: 20_000 }))).toBeNull();
});

test("below it stand the reason and the question, shortened", () => {
  const failed = fold({ type: "turn-failed", at: 20_000, failure: reason });
  expect(doneDetail(failed)).toBe("No panelist answered.\nCarbon tax or cap-and-trade?");
  const long = doneDetail({ ...failed, failure: null, question: `Why?\n\n${"long ".repeat(100)}` });
  expect(long).toMatch(/^Why\? long .*long…$/);
  expect(long.length).toBeLessThan(145);
});
