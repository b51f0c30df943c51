import { expect, test } from "vitest";
import type { Estimate } from "@/lib/core/api";
import { estimateWords } from "./estimate-words";

const usual: Estimate = {
  costUsd: { low: 0.09, high: 0.22 },
  seconds: { low: 30, high: 60 },
  unpriced: [],
  capUsd: null,
  capCouldStop: false,
};

test("cost and time are a usual range", () => {
  expect(estimateWords(usual, false)).toEqual({ lead: "Usually", figures: "$0.09 to $0.22 · 30 to 60 s", why: null });
  expect(estimateWords(usual, true).figures).toBe("$0.09 to $0.22");
});

test("a panel of local models is free", () => {
  expect(estimateWords({ ...usual, costUsd: { low: 0, high: 0 } }, true).figures).toBe("free");
});

test("an unknown price is never a number, and says whose it is", () => {
  const words = estimateWords({ ...usual, costUsd: null, unpriced: ["ollama-2:x"] }, true);
  expect(words).toEqual({ lead: "", figures: "Cost unknown", why: "The price of ollama-2:x is unknown." });
});

test("a cap that could stop the turn is named", () => {
  expect(estimateWords({ ...usual, capUsd: 0.2, capCouldStop: true }, true).why).toBe(
    "The spending cap of $0.20 could stop it.",
  );
});
