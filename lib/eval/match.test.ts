import { describe, expect, it } from "vitest";
import { Point, type PointKind } from "@/lib/core/analysis";
import { isSamePoint, matches, overlapOf } from "./match";

const view = { attempt: 1, stance: "supports", says: "", quote: "words", check: "verbatim", sources: [] };

function pointWith(kind: PointKind, views: readonly (readonly [id: string, start: number, end: number])[]): Point {
  return Point.parse({
    id: "c1",
    kind,
    topic: "Topic",
    weight: 2,
    point: "Point",
    views: views.map(([panelistId, start, end]) => ({ ...view, panelistId, start, end })),
    unverified: [],
    silent: [],
    favors: [],
    basis: "none",
    why: "",
    trust: null,
    ask: null,
  });
}

const planted = { kind: "contradictions" as const, spans: { p2: { start: 100, end: 120 } } };

describe("a reported point matches a planted one", () => {
  it("when its kind fits, the altered answer is viewed, and a quote of it covers half of the planted words", () => {
    expect(
      matches(
        pointWith("contradictions", [
          ["p1", 0, 40],
          ["p2", 90, 110],
        ]),
        planted,
      ),
    ).toBe(true);
  });

  it("not when the kind is another", () => {
    expect(
      matches(
        pointWith("consensus", [
          ["p1", 0, 40],
          ["p2", 90, 120],
        ]),
        planted,
      ),
    ).toBe(false);
  });

  it("not when the quote covers less than half", () => {
    expect(
      matches(
        pointWith("contradictions", [
          ["p1", 0, 40],
          ["p2", 60, 109],
        ]),
        planted,
      ),
    ).toBe(false);
  });

  it("not when somebody it was planted at is not viewed", () => {
    const two = { ...planted, spans: { ...planted.spans, p3: { start: 100, end: 120 } } };
    expect(
      matches(
        pointWith("contradictions", [
          ["p1", 0, 40],
          ["p2", 90, 120],
        ]),
        two,
      ),
    ).toBe(false);
    expect(
      matches(
        pointWith("contradictions", [
          ["p3", 0, 40],
          ["p2", 90, 120],
        ]),
        two,
      ),
    ).toBe(true);
  });

  it("not by the words of another answer at the same place", () => {
    expect(
      matches(
        pointWith("contradictions", [
          ["p1", 100, 120],
          ["p2", 300, 320],
        ]),
        planted,
      ),
    ).toBe(false);
  });
});

it("measures what two stretches share by the shorter one", () => {
  expect(overlapOf({ start: 0, end: 10 }, { start: 5, end: 105 })).toBe(0.5);
  expect(overlapOf({ start: 0, end: 10 }, { start: 10, end: 20 })).toBe(0);
  expect(overlapOf({ start: 3, end: 3 }, { start: 0, end: 20 })).toBe(0);
});

describe("two analyses report the same", () => {
  it("when they quote the same words of an answer under one kind", () => {
    const point = pointWith("consensus", [["p1", 0, 40]]);
    expect(
      isSamePoint(
        point,
        pointWith("consensus", [
          ["p1", 10, 45],
          ["p2", 0, 9],
        ]),
      ),
    ).toBe(true);
    expect(isSamePoint(point, pointWith("partial_coverage", [["p1", 0, 40]]))).toBe(false);
    expect(isSamePoint(point, pointWith("consensus", [["p2", 0, 40]]))).toBe(false);
  });

  it("when they miss the same words of the request", () => {
    const asking = (ask: string | null, topic: string) => ({ ...pointWith("blind_spots", []), ask, topic });
    expect(isSamePoint(asking("the price", "Price"), asking("the price", "Cost"))).toBe(true);
    expect(isSamePoint(asking(null, "Price"), asking(null, "Cost"))).toBe(false);
    expect(isSamePoint(asking(null, "Cost"), asking(null, "Cost"))).toBe(true);
  });
});
