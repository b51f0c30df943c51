"use client";

import { currentVerdict, type TurnState, type VerdictState } from "@/lib/core/turn";
import { useDerived } from "./use-derived";
import { type Row, rowsOf } from "./view/matrix";

/** The verdict a reader sees: the current one; while that one is still judging, the one before. */
export function shownVerdict(turn: TurnState): VerdictState | null {
  const current = currentVerdict(turn);
  if (!current || turn.status !== "running" || current.finalAnswer.status !== "waiting") return current;
  return turn.verdicts.findLast((verdict) => verdict.finalAnswer.text !== "") ?? current;
}

const noRows: readonly Row[] = [];

/** The rows of the shown verdict; rows that did not change stay the same objects. */
export function useRows(turnId: string): readonly Row[] {
  return useDerived(turnId, shownRows) ?? noRows;
}

function shownRows(turn: TurnState): Row[] {
  const verdict = shownVerdict(turn);
  return verdict ? rowsOf(turn, verdict) : [];
}
