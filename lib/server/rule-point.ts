import { applyEvent } from "@/lib/core/apply-event";
import { FailureError, failure } from "@/lib/core/failure";
import type { PointId, VerdictId } from "@/lib/core/ids";
import type { Ruling } from "@/lib/core/ruling";
import { isSameRuling, rulingProblem } from "@/lib/core/rulings";
import type { TurnState, VerdictState } from "@/lib/core/turn";
import { conflict } from "./refusals";
import type { StartParts } from "./start-turn";

export type RulingWish = { verdictId: VerdictId; pointId: PointId; ruling: Ruling | null };

/** Keeps a person's word on a point of a closed turn, or takes it back; gives the new state. */
export function rulePoint(parts: StartParts, turn: TurnState, wish: RulingWish): TurnState {
  const { verdictId, pointId, ruling } = wish;
  const verdict = turn.verdicts.find(({ id }) => id === verdictId);
  if (!verdict) throw invalid("This turn has no such verdict.");
  const point = verdict.points.find(({ id }) => id === pointId);
  if (!point) throw invalid(`This verdict has no point ${pointId}.`);
  if (ruling) refuseWrongRulings(verdict, [ruling], pointId);
  if (parts.registry.running(turn.id)) throw conflict("This turn is still running. Decide a point when it is done.");
  if (isSameRuling(point.ruling, ruling)) return turn;
  parts.registry.refuseWhileShuttingDown();
  // Only a turn that could not be closed for want of storage is still open here.
  parts.registry.settle(turn.id);
  const from = parts.registry.stateOf(turn.id);
  const ruled = { type: "point-ruled" as const, at: parts.clock.now(), verdictId, pointId, ruling };
  const next = applyEvent(from, { ...ruled, seq: from.lastSeq + 1 });
  parts.log.append(turn.id, [ruled], () => parts.turnRows.saveState(next));
  return next;
}

/** Refuses rulings that do not fit the points of a verdict, and two on the same point. */
export function refuseWrongRulings({ points }: VerdictState, rulings: readonly Ruling[], only?: PointId): void {
  const pointIds = rulings.map(({ pointId }) => pointId);
  if (only && pointIds.some((id) => id !== only)) throw invalid("The ruling is about another point than the request.");
  if (new Set(pointIds).size < pointIds.length) throw invalid("A point takes one ruling at a time.");
  const [problem] = rulings.flatMap((ruling) => rulingProblem(points, ruling) ?? []);
  if (problem) throw invalid(problem);
}

function invalid(message: string): FailureError {
  return new FailureError(failure("invalid_request", message, 400));
}
