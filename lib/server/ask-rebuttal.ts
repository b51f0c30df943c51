import { FailureError, failure } from "@/lib/core/failure";
import { type RebuttalRequest, rebuttalSeats } from "@/lib/core/rebuttal";
import type { TurnState } from "@/lib/core/turn";
import { conflict } from "./refusals";
import { reopen } from "./reopen-turn";
import type { StartParts } from "./start-turn";
import { refuseForeignModels } from "./turn-request";

/** Asks the panelists of one contradiction about it. Throws conflict while the turn runs, invalid_request for other points. */
export async function askRebuttal(parts: StartParts, turn: TurnState, request: RebuttalRequest): Promise<void> {
  const verdict = turn.verdicts.find(({ id }) => id === request.verdictId);
  if (!verdict) throw invalid("This turn has no such verdict.");
  const point = verdict.points.find(({ id }) => id === request.pointId);
  if (!point) throw invalid(`This verdict has no point ${request.pointId}.`);
  if (point.kind !== "contradictions") throw invalid("Panelists are asked about contradictions only.");
  if (parts.registry.running(turn.id)) throw conflict("This turn is still running. Ask about a point when it is done.");
  const { allowedProviders } = turn.panel.dataPolicy;
  const models = rebuttalSeats(turn, point).map(({ model }) => model);
  refuseForeignModels(parts.providerOf, allowedProviders, models);
  await reopen(parts, turn, { rebuttal: request });
}

function invalid(message: string): FailureError {
  return new FailureError(failure("invalid_request", message, 400));
}
