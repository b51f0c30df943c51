import type { TurnEvent } from "./events";
import { sortFollowUp } from "./follow-up-sorting";
import { answer, limitOf } from "./panelist";
import type { TurnPorts } from "./ports";
import { alone as asAlone, type OpenCall, type Opening, openCall, type Routing } from "./route-call";
import { classify } from "./route-classifier";
import { panelCallIn } from "./route-reading";
import { alone, type Decision, seatOfRouter } from "./route-seat";
import { takesTools } from "./takes-tools";
import type { TurnState } from "./turn";
import type { TurnControl } from "./turn-control";

/**
 * Has the model that writes final answers decide who answers. In mode auto it answers alone, in its own seat's name, or calls
 * the panel; of a follow-up that is sorted it says what the follow-up is. Whatever fails before it says anything, the panel is
 * asked.
 */
export async function* route(turn: TurnState, ports: TurnPorts, control: TurnControl): AsyncGenerator<TurnEvent> {
  const seat = seatOfRouter(turn);
  const { id, model } = seat.panelist;
  const stop = control.panelistSignal(id, 1);
  const limit = limitOf(ports, stop);
  const routing = { turn, seat, ports, signal: limit.signal, stop };
  try {
    yield { type: "route-started", at: ports.clock.now(), model };
    if (turn.followUp) yield* sortFollowUp(routing, turn.followUp);
    else yield* takesTools(model, ports) ? offerPanel(routing) : classify(routing);
  } finally {
    limit.end();
  }
}

/** Offers the panel as a tool. A provider that takes no tools is remembered, and its model only asked which. */
async function* offerPanel(routing: Routing): AsyncGenerator<TurnEvent> {
  const { seat, ports, stop } = routing;
  const { model } = seat.panelist;
  const call = openCall(routing);
  const opening = yield* call.opening();
  if (opening.type === "refused") {
    ports.toolRefusals?.remember(model, "own", opening.words);
    yield* classify(routing);
  } else if (opening.type === "answer") {
    yield* answerItself(routing, call);
  } else {
    const wasted = call.begun.spending.wasted();
    const at = ports.clock.now();
    yield stop.aborted ? { type: "route-stopped", at, model, ...wasted } : decidedOn(opening, model, at, wasted);
  }
}

/** Goes on with a call that is an answer; one that ends in a call of the panel all the same was none. */
async function* answerItself({ turn, seat, ports, signal }: Routing, call: OpenCall): AsyncGenerator<TurnEvent> {
  yield alone(seat, { by: "call", reason: "" }, ports.clock.now());
  yield* answer(
    { panelist: seat.panelist, attempt: 1, begun: call.begun },
    asAlone(turn, seat.panelist.id),
    ports,
    signal,
  );
  const late = panelCallIn(call.calls);
  // What it cost is counted with what it wrote before.
  if (late && !signal.aborted) yield decidedOn({ type: "called", ...late }, seat.panelist.model, ports.clock.now(), {});
}

/** The panel is asked. */
function decidedOn(
  opening: Exclude<Opening, { type: "answer" | "refused" }>,
  model: string,
  at: number,
  wasted: Pick<Decision, "spent">,
): Decision {
  const common = { type: "route-decided" as const, at, decision: "panel" as const, model, ...wasted };
  if (opening.type === "failed") return { ...common, by: "default", reason: "", failure: opening.failure };
  if (opening.type === "nothing") return { ...common, by: "default", reason: "" };
  const { prompt, reason } = opening;
  return { ...common, by: "call", reason, ...(prompt ? { prompt } : {}) };
}
