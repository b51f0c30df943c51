import { expect, test } from "vitest";
import { countOf, formatBytes, formatContext } from "./counts";
import { formatDollarRange, formatPrice, speakPrice } from "./money";
import { formatAge, formatSecondRange } from "./time";

test("prices stand in dollars per million tokens", () => {
  expect(formatPrice({ input: 1.25, output: 10 }, "openrouter")).toBe("1.25 / 10.00");
  expect(formatPrice({ input: 0.075, output: 0.3 }, "openrouter")).toBe("0.075 / 0.30");
  expect(formatPrice({ input: 0, output: 0 }, "openrouter")).toBe("Free");
  expect(formatPrice(null, "openrouter")).toBe("Unknown");
  expect(formatPrice(null, "local")).toBe("Local");
  expect(formatPrice({ input: 0, output: 0 }, "demo")).toBe("Demo");
});

test("prices are spoken with their unit", () => {
  expect(speakPrice({ input: 1.25, output: 10 }, "openrouter")).toBe("$1.25 in, $10.00 out per million tokens");
  expect(speakPrice(null, "openrouter")).toBe("price unknown");
  expect(speakPrice(null, "local")).toBe("local");
});

test("context lengths are short, in thousands of either kind", () => {
  const lengths = [
    null,
    512,
    8192,
    32_768,
    128_000,
    131_072,
    200_000,
    262_144,
    256_000,
    1_000_000,
    1_048_576,
    1_050_000,
  ];
  expect(lengths.map(formatContext)).toEqual([
    "–",
    "512",
    "8k",
    "32k",
    "128k",
    "128k",
    "200k",
    "256k",
    "256k",
    "1M",
    "1M",
    "1.05M",
  ]);
});

test("cost ranges never read as nothing when something is charged", () => {
  expect(formatDollarRange({ low: 0.09, high: 0.22 })).toBe("$0.09 to $0.22");
  expect(formatDollarRange({ low: 0.0004, high: 0.004 })).toBe("up to $0.004");
  expect(formatDollarRange({ low: 0.0002, high: 0.0008 })).toBe("under $0.001");
  expect(formatDollarRange({ low: 0, high: 0 })).toBe("$0");
  expect(formatDollarRange({ low: 0.301, high: 0.304 })).toBe("$0.30");
});

test("times are in seconds, long ones in minutes", () => {
  expect(formatSecondRange({ low: 30, high: 60 })).toBe("30 to 60 s");
  expect(formatSecondRange({ low: 0.2, high: 0.9 })).toBe("1 s");
  expect(formatSecondRange({ low: 110, high: 290 })).toBe("2 to 5 min");
});

test("ages are in the largest whole unit", () => {
  expect(formatAge(0, 59_000)).toBe("just now");
  expect(formatAge(0, 61_000)).toBe("1 minute ago");
  expect(formatAge(0, 2.5 * 3_600_000)).toBe("2 hours ago");
  expect(formatAge(0, 50 * 3_600_000)).toBe("2 days ago");
});

test("counts and sizes read naturally", () => {
  expect([countOf(1, "model"), countOf(1204, "model"), countOf(0, "family", "families")]).toEqual([
    "1 model",
    "1,204 models",
    "0 families",
  ]);
  expect([0, 999, 64_000, 2_400_000].map(formatBytes)).toEqual(["0 bytes", "999 bytes", "64 KB", "2.4 MB"]);
});
