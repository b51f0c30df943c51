import { expect, test } from "vitest";
import { lastUseWords, scopeWords, spentWords } from "./token-words";

const spentUsd = { month: 0.12, total: 3 };

test.each([
  [{ spentUsd, capUsd: null, capPeriod: "month" as const }, "$3.00 spent"],
  [{ spentUsd, capUsd: 5, capPeriod: "month" as const }, "$0.12 of $5.00 spent this month"],
  [{ spentUsd, capUsd: 5, capPeriod: "total" as const }, "$3.00 of $5.00 spent in all"],
])("%o: %s", (token, words) => {
  expect(spentWords(token)).toBe(words);
});

test("what a token may do, and when it was used", () => {
  expect([
    scopeWords({ scopes: ["ask"] }),
    scopeWords({ scopes: ["read"] }),
    scopeWords({ scopes: ["ask", "read"] }),
  ]).toEqual(["asks", "reads", "asks and reads"]);
  expect(lastUseWords({ lastUsedAt: null }, 0)).toBe("never used");
  expect(lastUseWords({ lastUsedAt: 1 }, 0)).toBe("");
  expect(lastUseWords({ lastUsedAt: 1 }, 120_001)).toBe("used 2 minutes ago");
});
