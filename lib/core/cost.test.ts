import { expect, test } from "vitest";
import { cacheSavingUsd, costOf } from "./cost";

const million = 1_000_000;
const usage = { promptTokens: 2 * million, completionTokens: million, cachedTokens: million };
const price = { input: 3, output: 15, cachedInput: 0.3 };

test("what the provider says a call cost is never counted anew", () => {
  expect(costOf(0.5, usage, price)).toBe(0.5);
  expect(costOf(0, usage, price)).toBe(0);
});

test("tokens from the provider's cache cost the price of its cache, and full price where that is not known", () => {
  expect(costOf(null, usage, price)).toBeCloseTo(3 + 0.3 + 15);
  expect(costOf(null, usage, { input: 3, output: 15 })).toBeCloseTo(6 + 15);
  expect(costOf(null, { promptTokens: million, completionTokens: 0 }, price)).toBeCloseTo(3);
});

test("a host that counts cached tokens apart from the prompt's makes no call cheaper than its cache", () => {
  const apart = { promptTokens: million, completionTokens: 0, cachedTokens: 9 * million };
  expect(costOf(null, apart, price)).toBeCloseTo(0.3);
});

test("the saving is the difference of the two prices, and unknown without the cache's", () => {
  expect(cacheSavingUsd(usage, price)).toBeCloseTo(2.7);
  expect(cacheSavingUsd({ promptTokens: million, completionTokens: 1 }, price)).toBe(0);
  expect(cacheSavingUsd(usage, { input: 3, output: 15 })).toBeNull();
  expect(cacheSavingUsd(null, price)).toBeNull();
});
