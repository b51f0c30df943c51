import type { EventOf } from "./events";
import { seatId } from "./ids";
import { type Panelist, PanelistSnapshot } from "./panel";
import { synthesizerModel } from "./panel-rules";
import type { TurnState } from "./turn";

export type Decision = EventOf<"route-decided">;

export type RouterSeat = { panelist: Panelist; guest?: Panelist };

/** The seat of the model that decides: one of the panel where it has no role to play, else one of its own. */
export function seatOfRouter({ panel }: Pick<TurnState, "panel">): RouterSeat {
  const model = synthesizerModel(panel);
  const seated = panel.panelists.find((panelist) => panelist.model === model && panelist.role === "");
  if (seated) return { panelist: seated };
  const guest = PanelistSnapshot.parse({ id: seatId(panel.panelists.length), model, webTools: false });
  return { panelist: guest, guest };
}

/** The model answers alone. */
export function alone(
  { panelist, guest }: RouterSeat,
  why: Pick<Decision, "by" | "reason" | "spent">,
  at: number,
): Decision {
  const seat = { soloPanelistId: panelist.id, ...(guest ? { guest } : {}) };
  return { type: "route-decided", at, decision: "solo", model: panelist.model, ...seat, ...why };
}
