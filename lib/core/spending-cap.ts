import { type Failure, failure } from "./failure";
import type { TurnState } from "./turn";

/** Why the panel's spending cap forbids a further call, or null. */
export function capRefusal(turn: TurnState): Failure | null {
  const cap = turn.panel.limits.maxCostUsd;
  const spent = turn.totals.costUsd ?? 0;
  if (cap === null || spent < cap) return null;
  return failure("spending_cap", `This turn has reached the panel's spending cap of $${cap}.`);
}
