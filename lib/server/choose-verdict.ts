import { applyEvent } from "@/lib/core/apply-event";
import { FailureError, failure } from "@/lib/core/failure";
import type { VerdictId } from "@/lib/core/ids";
import type { TurnState } from "@/lib/core/turn";
import { conflict } from "./refusals";
import type { StartParts } from "./start-turn";

/** Makes a verdict of a closed turn the one that counts; gives the new state. */
export function chooseVerdict(parts: StartParts, turn: TurnState, verdictId: VerdictId): TurnState {
  if (!turn.verdicts.some(({ id }) => id === verdictId)) {
    throw new FailureError(failure("invalid_request", "This turn has no such verdict.", 400));
  }
  if (parts.registry.running(turn.id)) {
    throw conflict("This turn is still running. Choose a verdict when it is done.");
  }
  if (turn.currentVerdictId === verdictId) return turn;
  parts.registry.refuseWhileShuttingDown();
  // Only a turn that could not be closed for want of storage is still open here.
  parts.registry.settle(turn.id);
  const from = parts.registry.stateOf(turn.id);
  const chosen = { type: "verdict-chosen" as const, at: parts.clock.now(), verdictId };
  const next = applyEvent(from, { ...chosen, seq: from.lastSeq + 1 });
  parts.log.append(turn.id, [chosen], () => parts.turnRows.saveState(next));
  return next;
}
