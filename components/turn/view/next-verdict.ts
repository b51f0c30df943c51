import type { TurnState } from "@/lib/core/turn";

/** The verdict after the current one of a finished turn, the first after the last; null = there is only one. */
export function nextVerdictOf({
  verdicts,
  currentVerdictId,
  status,
}: Pick<TurnState, "verdicts" | "currentVerdictId" | "status">): { id: string; number: number; count: number } | null {
  const count = verdicts.length;
  if (count < 2 || status === "running") return null;
  const index = (verdicts.findIndex(({ id }) => id === currentVerdictId) + 1) % count;
  const next = verdicts[index];
  return next ? { id: next.id, number: index + 1, count } : null;
}
