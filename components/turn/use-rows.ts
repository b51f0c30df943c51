"use client";

import { useCallback } from "react";
import { currentVerdict, type TurnState, type VerdictState } from "@/lib/core/turn";
import { useDerived } from "./use-derived";
import { type Row, rowsOf } from "./view/matrix";

/** The verdict a reader sees: the chosen one, else the current one; while that one is still judging, the one before. */
export function shownVerdict(turn: TurnState, verdictId: string | null): VerdictState | null {
  const chosen = turn.verdicts.find((verdict) => verdict.id === verdictId);
  if (chosen) return chosen;
  const current = currentVerdict(turn);
  if (!current || turn.status !== "running" || current.finalAnswer.status !== "waiting") return current;
  return turn.verdicts.findLast((verdict) => verdict.finalAnswer.text !== "") ?? current;
}

const noRows: readonly Row[] = [];

/** The rows of the shown verdict; rows that did not change stay the same objects. */
export function useRows(turnId: string, verdictId: string | null): readonly Row[] {
  const derive = useCallback(
    (turn: TurnState) => {
      const verdict = shownVerdict(turn, verdictId);
      return verdict ? rowsOf(turn, verdict) : [];
    },
    [verdictId],
  );
  return useDerived(turnId, derive) ?? noRows;
}
