import { expect, test } from "vitest";
import { WirePoint } from "./wire-point";

const a = { by: "A", quote: "and prices follow it", says: "the cap" };
const b = { by: "B", quote: "and prices follow it", says: "the tax" };

test("violations of the wire format that lose nothing are mended, the others refused", () => {
  const line = {
    kind: "Unique insight",
    topic: "Reserve",
    weight: 9,
    trust: "sure",
    point: "A hybrid.",
    views: [a, { by: 4 }],
  };
  expect(WirePoint.parse(line)).toMatchObject({
    kind: "unique_insights",
    weight: 2,
    trust: "plausible",
    views: [{ by: "A" }],
  });
  expect(WirePoint.safeParse({ ...line, kind: "opinion" }).success).toBe(false);
  expect(WirePoint.safeParse({ ...line, point: "" }).success).toBe(false);
  expect(
    WirePoint.safeParse({ kind: "contradictions", topic: "Reserve", views: [a, { ...b, says: "" }] }).success,
  ).toBe(false);
});

test("a quote that is too long is cut at a word, without a sign of omission", () => {
  const quoteOf = (quote: string) =>
    WirePoint.parse({ kind: "partial_coverage", topic: "Reserve", point: "A hybrid.", views: [{ by: "A", quote }] })
      .views[0]?.quote;
  const long = "the reserve holds ".repeat(40);
  expect(quoteOf(long)).toBe(long.slice(0, 399));
  expect(quoteOf("海".repeat(500))).toBe("海".repeat(200));
  expect(quoteOf("x".repeat(400))).toBe("x".repeat(400));
});
