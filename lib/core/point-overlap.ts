import type { Point, View } from "./analysis";
import { normaliseText } from "./normalise-text";

type Comparable = Pick<Point, "kind" | "topic" | "views">;
const sameShare = 0.5;

/** Whether two points are one: the same kind, and the same topic or at least half of the quoted words shared. */
export function isDuplicate(a: Comparable, b: Comparable): boolean {
  if (a.kind !== b.kind) return false;
  if (normaliseText(a.topic).text === normaliseText(b.topic).text) return true;
  const smaller = Math.min(lengthOf(a.views), lengthOf(b.views));
  return smaller > 0 && sharedLength(a.views, b.views) >= sameShare * smaller;
}

/** Whether a point quotes at least half of the words that another rests on, whatever its kind. */
export function covers(point: Comparable, other: Comparable): boolean {
  const length = lengthOf(other.views);
  return length > 0 && sharedLength(point.views, other.views) >= sameShare * length;
}

function lengthOf(views: readonly View[]): number {
  return views.reduce((total, { start, end }) => total + end - start, 0);
}

function sharedLength(ours: readonly View[], theirs: readonly View[]): number {
  let shared = 0;
  for (const view of ours) {
    const other = theirs.find(({ panelistId, attempt }) => panelistId === view.panelistId && attempt === view.attempt);
    if (other) shared += Math.max(0, Math.min(view.end, other.end) - Math.max(view.start, other.start));
  }
  return shared;
}
