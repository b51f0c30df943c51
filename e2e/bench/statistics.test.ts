import { describe, expect, it } from "vitest";
import { median, percentile, spread } from "./statistics";

describe("percentile", () => {
  it("lies between neighbours when no sample stands exactly there", () => {
    expect(percentile([4, 1, 3, 2], 0.5)).toBe(2.5);
    expect(percentile([10, 20], 0.99)).toBeCloseTo(19.9);
  });

  it("gives the ends at 0 and 1", () => {
    expect(percentile([5, 9, 7], 0)).toBe(5);
    expect(percentile([5, 9, 7], 1)).toBe(9);
  });

  it("refuses to make up a figure from nothing", () => {
    expect(() => median([])).toThrow("at least one");
  });
});

it("names the spread of the samples", () => {
  expect(spread([3, 1.25, 2])).toBe("1.3 to 3.0");
});
