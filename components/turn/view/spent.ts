import { formatTotal } from "@/components/words/money";
import { formatDuration } from "@/components/words/time";
import type { TurnState } from "@/lib/core/turn";
import { isDemo } from "./names";
import { totalCost } from "./status-line";

/** What a running turn has taken so far; `cost` is empty while nothing is known and for the demo. */
export type Spent = { running: boolean; msBefore: number; openedAt: number; cost: string };

export function spentOf({ totals, openedAt, panel, status }: TurnState): Spent {
  const known = totals.costUsd === null ? "" : totalCost(totals);
  const cap = panel.limits.maxCostUsd;
  const cost = cap === null ? known : `${known || "$0"} of at most ${formatTotal(cap)}`;
  return { running: status === "running", msBefore: totals.ms, openedAt, cost: isDemo(panel) ? "" : cost };
}

/** How long the turn has run; empty before the first tick of the clock. */
export function elapsedWords({ msBefore, openedAt }: Spent, now: number): string {
  return now === 0 ? "" : formatDuration(msBefore + now - openedAt);
}
