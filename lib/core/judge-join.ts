import type { DroppedPoint, Point } from "./analysis";
import type { Judging } from "./judge";
import { type Missing, missingIn, type Settlement, settleAll, settleTaken, type Taken } from "./judge-settling";
import { normaliseText } from "./normalise-text";
import { isDuplicate } from "./point-overlap";
import { openStances } from "./settle-kind";

/** What the second order says of one point of the first. */
type Pair = { first: Point; second: Point };

/**
 * Joins two analyses of the same answers in two orders (judge.md section 3), both under the letters of the first. Points
 * found in both are `stable`, unless the judge leans otherwise in each; the others are marked `one_order`. Those of the
 * second alone follow, within the caps that hold for all.
 */
export function joinOrders(first: readonly Taken[], second: readonly Taken[], judging: Judging): Settlement {
  const one = settleAll(first, judging);
  const { pairs, alone, missing } = compared(one.points, second, judging);
  const points = one.points.map((point) => {
    const others = pairs.filter((pair) => pair.first === point).map((pair) => pair.second);
    return marked(point, others);
  });
  const rest = settleAll(alone, judging, points);
  const added = rest.points.map((point) => ({ ...point, order: "one_order" as const }));
  return {
    points: [...points, ...added],
    dropped: [
      ...one.dropped,
      ...rest.dropped.filter((fallen) => !one.dropped.some((other) => isSameLoss(other, fallen))),
    ],
    missing: [...one.missing, ...missing],
  };
}

/** Which lines of the second order say what a point of the first says, and which are new. Repetitions are neither. */
function compared(points: readonly Point[], second: readonly Taken[], judging: Judging) {
  const pairs: Pair[] = [];
  const alone: Taken[] = [];
  const missing: Missing[] = [];
  const kept: Point[] = [];
  for (const taken of second) {
    const settled = settleTaken(taken, kept, judging);
    missing.push(...missingIn(settled, taken));
    if ("dropped" in settled) {
      if (settled.dropped.reason !== "duplicate") alone.push(taken);
      continue;
    }
    kept.push(settled.point);
    const same = points.find((point) => isSamePoint(point, settled.point));
    if (same) pairs.push({ first: same, second: settled.point });
    else alone.push(taken);
  }
  return { pairs, alone, missing };
}

/** One point in two analyses: the same kind and half of the quoted words, or the topic and some panelist. */
function isSamePoint(a: Point, b: Point): boolean {
  if (a.kind === "blind_spots") return isSameBlindSpot(a, b);
  const isShared = a.views.some((view) => b.views.some(({ panelistId }) => panelistId === view.panelistId));
  return isShared && isDuplicate(a, b);
}

/** Nobody is quoted for a blind spot: it is told by its topic, or by what is asked. */
function isSameBlindSpot(a: Point, b: Point): boolean {
  if (isDuplicate(a, b)) return true;
  if (b.kind !== "blind_spots" || !a.ask || !b.ask) return false;
  return normaliseText(a.ask).text === normaliseText(b.ask).text;
}

function isSameLoss(a: DroppedPoint, b: DroppedPoint): boolean {
  return a.reason === b.reason && normaliseText(a.topic).text === normaliseText(b.topic).text;
}

function marked(point: Point, others: readonly Point[]): Point {
  if (others.length === 0) return { ...point, order: "one_order" };
  const { before } = [point, ...others].find((each) => each.before) ?? {};
  return withOrder(before ? { ...point, before } : point, others);
}

function withOrder(point: Point, others: readonly Point[]): Point {
  const change = others.flatMap((other) => changeOfLean(point, other) ?? [])[0];
  return change ? openWith(point, change) : { ...point, order: "stable" };
}

/** How a contradiction leans otherwise in the second order, in words; null = it does not. */
function changeOfLean(first: Point, second: Point): string | null {
  if (first.kind !== "contradictions") return null;
  const [leans, leansThen] = [first.favors.length > 0, second.favors.length > 0];
  if (!leans && !leansThen) return null;
  if (leans !== leansThen)
    return "Judged in two orders: the judge leans to a side in only one of them, so it is called open.";
  const shared = first.views.flatMap((view) => {
    const other = second.views.find(({ panelistId }) => panelistId === view.panelistId);
    return other ? [view.stance === other.stance] : [];
  });
  if (shared.length > 0 && shared.every(Boolean)) return null;
  return "Judged in two orders: the judge leans to another side in each, so it is called open.";
}

function openWith(point: Point, note: string): Point {
  const stances = openStances(point.views);
  const views = point.views.map((view, at) => ({ ...view, stance: stances[at] ?? view.stance }));
  return { ...point, views, favors: [], basis: "none", why: "", notes: [...point.notes, note], order: "flips" };
}
