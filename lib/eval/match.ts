import type { Point, PointKind } from "@/lib/core/analysis";
import type { Span } from "./alterations";

/** What was built into a panel's answers: the kind of point it calls for, and where it stands in whose answer. */
export type Planted = { kind: PointKind; spans: Readonly<Record<string, Span>> };

const leastOverlap = 0.5;

/**
 * Whether a reported point is a planted one: the kind fits, everybody it was planted at is viewed, and a verified quote
 * of one of them covers at least half of the planted words (of the quote, where the planted stretch is longer than it).
 */
export function matches(point: Pick<Point, "kind" | "views">, planted: Planted): boolean {
  if (point.kind !== planted.kind) return false;
  const viewed = new Set<string>(point.views.map(({ panelistId }) => panelistId));
  if (!Object.keys(planted.spans).every((panelistId) => viewed.has(panelistId))) return false;
  return point.views.some((view) => {
    const span = planted.spans[view.panelistId];
    return span !== undefined && overlapOf(view, span) >= leastOverlap;
  });
}

/** The shared part of two stretches as a share of the shorter one. */
export function overlapOf(a: Span, b: Span): number {
  const shared = Math.max(0, Math.min(a.end, b.end) - Math.max(a.start, b.start));
  const shorter = Math.min(a.end - a.start, b.end - b.start);
  return shorter > 0 ? shared / shorter : 0;
}

/** Whether two analyses of the same answers report the same thing: a quote shared, or the same words of the request. */
export function isSamePoint(a: Point, b: Point): boolean {
  if (a.kind !== b.kind) return false;
  if (a.kind === "blind_spots") return a.ask === b.ask && (a.ask !== null || a.topic === b.topic);
  return a.views.some((ours) =>
    b.views.some((theirs) => ours.panelistId === theirs.panelistId && overlapOf(ours, theirs) >= leastOverlap),
  );
}
