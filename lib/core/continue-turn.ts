import { heldBackSeats } from "./asked-seats";
import { type ModelName, PanelistId, VerdictId } from "./ids";
import { synthesizerModel } from "./panel-rules";
import { mayWiden, type Widening, wideningAfter } from "./scouting";
import type { TurnState } from "./turn";
import { type UnfinishedWork, unfinishedWork } from "./unfinished";
import { panelAsWished, wishAgain } from "./verdict-wish";
import type { VerdictWish } from "./wished-verdict";

/** How a turn goes on that Parley could not go on with. */
export type Continuation = Pick<UnfinishedWork, "verdict"> & {
  /** A model chooses first who answers. */
  isRouted: boolean;
  /** Panelists that are asked anew. */
  seats: PanelistId[];
  /** What the unfinished verdict was asked for. */
  wish: VerdictWish;
  /** Why the rest of the panel is asked first: the finished analysis of two leaves something open. */
  widening?: Widening;
};

/** What continuing a turn asks for: only what is missing. */
export function continuationOf(turn: TurnState): Continuation {
  const { choice, seats, verdict, ...unfinished } = unfinishedWork(turn);
  const { base, brokenOff } = unfinished;
  const widening = base && base === brokenOff && mayWiden(turn) ? wideningAfter(turn, base.id) : null;
  if (widening) return { isRouted: false, seats: [], verdict: "when-collected", wish: {}, widening };
  const wish = wishFor(turn, unfinished);
  return { isRouted: choice, seats: seats.map((id) => PanelistId.parse(id)), verdict, wish };
}

function wishFor(
  turn: TurnState,
  { brokenOff, base, wish }: Pick<UnfinishedWork, "brokenOff" | "base" | "wish">,
): VerdictWish {
  const again = wish ?? (brokenOff ? wishAgain(turn, brokenOff, {}) : {});
  if (base) {
    const { rulings = [], carried = [] } = brokenOff ?? {};
    return { ...(wish ? {} : { carried }), rulings, ...again, basedOn: VerdictId.parse(base.id) };
  }
  // Rulings are about an analysis; without one the answers are read again.
  const { rulings: _rulings, basedOn: _basedOn, ...rest } = again;
  return rest;
}

/** Every model that continuing a turn may call. */
export function modelsToContinue(turn: TurnState): ModelName[] {
  const { isRouted, seats, verdict, wish } = continuationOf(turn);
  const panel = panelAsWished(turn.panel, wish);
  // Whoever chooses may choose all of them.
  const asked = panel.panelists.filter(({ id }) => isRouted || seats.includes(id)).map(({ model }) => model);
  if (verdict === "no" && !isRouted) return asked;
  const rest = verdict === "now" ? [] : heldBackSeats(turn).map(({ model }) => model);
  const judges = verdict === "now" ? [] : [panel.judge.model, ...panel.judge.fallbacks];
  return [...asked, ...rest, ...judges, synthesizerModel(panel)];
}
