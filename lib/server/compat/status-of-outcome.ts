import type { Outcome } from "./outcome";
import { statusOf } from "./wire-error";

const byReason: Readonly<Record<string, number>> = {
  insufficient_credits: 402,
  rate_limited: 429,
  invalid_model: 400,
};

/** The HTTP status of a turn that failed; a panel fails with the reason of its panelists. */
export function statusOfOutcome({ failure, failureReason }: Pick<Outcome, "failure" | "failureReason">): number {
  const status = byReason[failureReason ?? ""] ?? (failure ? statusOf(failure) : 500);
  // 499 is no status that clients know.
  return status === 499 ? 503 : status;
}
