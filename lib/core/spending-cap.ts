import { type Failure, failure } from "./failure";
import type { TurnState } from "./turn";

/** Why the panel's spending cap forbids a further call, or null; with US dollars that the turn does not count yet. */
export function capRefusal(turn: TurnState, notYetCountedUsd = 0): Failure | null {
  const cap = turn.panel.limits.maxCostUsd;
  const spent = (turn.totals.costUsd ?? 0) + notYetCountedUsd;
  if (cap === null || spent < cap) return null;
  return failure("spending_cap", `This turn has reached the panel's spending cap of $${cap}.`);
}
