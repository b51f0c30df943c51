import { describe, expect, it } from "vitest";
import { jaccard, meanOf, pairsOf, wilsonInterval } from "./statistics";

describe("the Wilson interval", () => {
  it.each([
    // Newcombe 1998, table I, method 3.
    [81, 263, 0.2553, 0.3662],
    [15, 148, 0.0624, 0.1605],
    [0, 20, 0, 0.1611],
    [1, 29, 0.0061, 0.1718],
    [20, 20, 0.8389, 1],
  ])("of %i in %i is known", (hits, of, low, high) => {
    const interval = wilsonInterval(hits, of);
    expect(interval?.[0]).toBeCloseTo(low, 4);
    expect(interval?.[1]).toBeCloseTo(high, 4);
  });

  it("of nothing is none", () => {
    expect(wilsonInterval(0, 0)).toBeNull();
  });
});

describe("jaccard", () => {
  const same = (a: string, b: string) => a[0] === b[0];

  it("is the share of pairs in all there is", () => {
    expect(jaccard(["a1", "b1", "c1"], ["b2", "c2", "d2"], same)).toBe(0.5);
    expect(jaccard(["a1"], ["b1"], same)).toBe(0);
    expect(jaccard(["a1", "b1"], ["b2", "a2"], same)).toBe(1);
  });

  it("says nothing about two empty lists: agreeing on nothing is no agreement", () => {
    expect(jaccard([], [], same)).toBeNull();
    expect(jaccard(["a1"], [], same)).toBe(0);
  });

  it("pairs every item once", () => {
    expect(pairsOf(["a1", "a2"], ["a3"], same)).toEqual([["a1", "a3"]]);
    expect(jaccard(["a1", "a2"], ["a3"], same)).toBe(0.5);
  });
});

it("a mean of nothing is none", () => {
  expect(meanOf([])).toBeNull();
  expect(meanOf([1, 2, 6])).toBe(3);
});
