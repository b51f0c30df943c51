import { sumCosts } from "./cost";
import type { Usage } from "./model";
import { currentAnswers, isActive, type TurnState } from "./turn";

/** Adds what a finished call used and cost to the totals. */
export function counted(
  turn: TurnState,
  { usage, costUsd }: { usage: Usage | null; costUsd: number | null },
): TurnState {
  const { totals } = turn;
  return recounted({
    ...turn,
    totals: {
      ...totals,
      costUsd: sumCosts([totals.costUsd, costUsd]),
      callsOfUnknownCost: totals.callsOfUnknownCost + (costUsd === null ? 1 : 0),
      promptTokens: totals.promptTokens + (usage?.promptTokens ?? 0),
      completionTokens: totals.completionTokens + (usage?.completionTokens ?? 0),
    },
  });
}

/** The same for a call that failed: nothing when it gave no token. */
export function countedIfSpent(
  turn: TurnState,
  { spent }: { spent?: Parameters<typeof counted>[1] | undefined },
): TurnState {
  return spent ? counted(turn, spent) : recounted(turn);
}

/** Counts the answers that are in again. */
export function recounted(turn: TurnState): TurnState {
  const answered = currentAnswers(turn).filter(isActive).length;
  return answered === turn.totals.answered ? turn : { ...turn, totals: { ...turn.totals, answered } };
}
