"use client";

import { openDecisions } from "@/lib/core/rulings";
import type { TurnState } from "@/lib/core/turn";
import { useTurnContext } from "./turn-context";
import { useDerived } from "./use-derived";
import { shownVerdict } from "./use-rows";

type Deciding = {
  verdictId: string;
  /** `closed`: the first judging is not over; `busy`: something else of the turn is at work. */
  may: "decide" | "busy" | "closed";
  /** Decisions and replies that the final answer does not know. */
  open: number;
};

const closed: Deciding = { verdictId: "", may: "closed", open: 0 };

/** What a reader can decide about the points on the screen now. */
export function useDeciding(): Deciding {
  const { turnId } = useTurnContext();
  return useDerived(turnId, decidingOf) ?? closed;
}

function decidingOf(turn: TurnState): Deciding {
  const verdict = shownVerdict(turn);
  if (!verdict || verdict.truncated === null || verdict.failure) return closed;
  const isFirst = turn.verdicts.length === 1 && verdict.endedAt === null;
  const may = turn.status !== "running" ? "decide" : isFirst ? "closed" : "busy";
  return { verdictId: verdict.id, may, open: turn.status === "running" ? 0 : openDecisions(verdict) };
}

/** Whether the parts of a turn stand: it is over, or only a point of it is asked about. */
export function isSteady({ status, verdicts }: TurnState): boolean {
  if (status !== "running") return true;
  return verdicts.some(({ points }) => points.some(({ rebuttal }) => rebuttal?.status === "running"));
}
