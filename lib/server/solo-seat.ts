import { FailureError, failure } from "@/lib/core/failure";
import type { PanelistId } from "@/lib/core/ids";
import type { Panel, Panelist } from "@/lib/core/panel";
import type { TurnState } from "@/lib/core/turn";

/**
 * Who answers alone: the seat that is asked for, else the one that did last in the conversation, else the first. Throws
 * invalid_request for a seat that the panel does not have.
 */
export function soloSeat(
  { panelists }: Panel,
  asked: PanelistId | undefined,
  earlier: readonly TurnState[],
): PanelistId {
  const chosen = asked ?? seatOfBefore(panelists, earlier) ?? panelists[0]?.id;
  const seat = panelists.find(({ id }) => id === chosen);
  if (!seat) throw new FailureError(failure("invalid_request", `There is no ${chosen} on this panel.`, 400));
  return seat.id;
}

/** The seat of the last solo turn, if this panel has the same model there. */
function seatOfBefore(panelists: readonly Panelist[], earlier: readonly TurnState[]): PanelistId | undefined {
  const last = earlier.findLast(({ mode }) => mode === "solo");
  const before = last?.panel.panelists.find(({ id }) => id === last.soloPanelistId);
  return panelists.find(({ id, model }) => id === before?.id && model === before.model)?.id;
}
