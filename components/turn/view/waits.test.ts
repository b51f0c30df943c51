import { expect, test } from "vitest";
import { failure } from "@/lib/core/failure";
import { retryFacts, waitWords } from "./waits";

const retry = {
  try: 2,
  of: 3,
  waitMs: 4000,
  at: 10_000,
  failure: failure("rate_limited", "OpenRouter: rate limit exceeded"),
};

test("a pane counts down to the next try, and says what went wrong", () => {
  const waits = { retries: [retry], waiting: "retry" as const, ahead: 0 };
  expect(waitWords(waits, 10_200)).toBe("Try 2 of 3 in 4 s: OpenRouter: rate limit exceeded");
  expect(waitWords(waits, 14_000)).toBe("Try 2 of 3: OpenRouter: rate limit exceeded");
  expect(waitWords({ ...waits, waiting: null }, 15_000)).toBe("Try 2 of 3: OpenRouter: rate limit exceeded");
});

test("a call in the queue says how many are before it", () => {
  const queued = (ahead: number) => waitWords({ retries: [], waiting: "place", ahead }, 0);
  expect(queued(0)).toBe("Waits for a free place: it is next");
  expect(queued(1)).toBe("Waits for a free place: 1 call is before it");
  expect(queued(3)).toBe("Waits for a free place: 3 calls are before it");
  expect(waitWords({ retries: [], waiting: null, ahead: 0 }, 0)).toBe("");
});

test("afterwards every try is told, with the provider's words and the wait", () => {
  expect(retryFacts({ retries: [retry, { ...retry, try: 3, waitMs: 300 }] })).toEqual([
    "Try 1 of 3 failed: OpenRouter: rate limit exceeded. The next went out after 4 s.",
    "Try 2 of 3 failed: OpenRouter: rate limit exceeded. The next went out at once.",
  ]);
});
