import type { OrderMark } from "@/lib/core/analysis";
import type { VerdictState } from "@/lib/core/turn";

/** What judging the answers in two orders says about a point. */
export const orderWords: Record<OrderMark, string> = {
  stable: "Found in both orders",
  one_order: "Found in one order only",
  flips: "Leans differently when the order changes",
};

/** Whether the answers were read in two orders, and whether the second gave anything; null = they were read once. */
export function ordersOf({
  points,
  secondLabels,
  askedAgain = [],
  truncated,
  orderFailure,
}: Pick<VerdictState, "points" | "secondLabels" | "askedAgain" | "truncated" | "orderFailure">):
  | "both"
  | "second_failed"
  | null {
  if (points.some(({ order }) => order !== undefined)) return "both";
  if (orderFailure) return "second_failed";
  if (secondLabels === undefined || truncated === null) return null;
  return points.length === 0 && askedAgain.includes("second_order") ? "both" : "second_failed";
}
