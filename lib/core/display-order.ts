import type { Point, PointKind } from "./analysis";

const displayKinds: readonly PointKind[] = [
  "contradictions",
  "consensus",
  "partial_coverage",
  "unique_insights",
  "blind_spots",
];

/** Points in the order people read them: grouped by kind, weightiest first, then in order of acceptance. */
export function inDisplayOrder(points: readonly Point[]): Point[] {
  const rank = (point: Point) => displayKinds.indexOf(point.kind);
  const number = (point: Point) => Number(point.id.slice(1));
  const unasked = (point: Point) => (point.kind === "blind_spots" && point.ask === null ? 1 : 0);
  return points.toSorted(
    (a, b) => rank(a) - rank(b) || unasked(a) - unasked(b) || b.weight - a.weight || number(a) - number(b),
  );
}
