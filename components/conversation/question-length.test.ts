import { expect, test } from "vitest";
import { maxQuestionLength } from "@/lib/core/api";
import { longestQuestion, overLengthWords } from "./question-length";

test("the composer knows the server's limit", () => {
  expect(longestQuestion).toBe(maxQuestionLength);
});

test("a question that is too long is told by how much", () => {
  expect(overLengthWords("a".repeat(longestQuestion))).toBeNull();
  expect(overLengthWords("a".repeat(120_345))).toBe(
    "A question has at most 100,000 characters; this one has 120,345. Shorten it by 20,345.",
  );
});
