"use client";

import { announce } from "@/components/ui/live-region";
import { useTurnActions } from "@/lib/client/turn-actions";
import { tellProblem } from "./show-problem";
import type { TurnContextValue } from "./turn-context";
import { useDerived } from "./use-derived";
import { nextVerdictOf } from "./view/next-verdict";

/** Makes the next verdict the current one, as its menu does; false when there is no other. */
export function useNextVerdict({ turnId, change }: Pick<TurnContextValue, "turnId" | "change">): () => boolean {
  const { chooseVerdict } = useTurnActions(turnId);
  const next = useDerived(turnId, nextVerdictOf) ?? null;
  return () => {
    if (!next || chooseVerdict.isPending) return false;
    const onSuccess = () => {
      change({ type: "verdict-changed" });
      announce(`Verdict ${next.number} of ${next.count}`);
    };
    chooseVerdict.mutate(next.id, { ...tellProblem, onSuccess });
    return true;
  };
}
