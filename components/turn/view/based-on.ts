import type { TurnState, VerdictState } from "@/lib/core/turn";

/** The number of the verdict whose points this one keeps, counted from 1; null = its judge made its own. */
export function basedOnNumber(
  { verdicts }: Pick<TurnState, "verdicts">,
  { basedOn }: Pick<VerdictState, "basedOn">,
): number | null {
  const index = basedOn === undefined ? -1 : verdicts.findIndex(({ id }) => id === basedOn);
  return index < 0 ? null : index + 1;
}
