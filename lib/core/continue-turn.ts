import { type ModelName, PanelistId, VerdictId } from "./ids";
import { synthesizerModel } from "./panel-rules";
import type { TurnState } from "./turn";
import { type UnfinishedWork, unfinishedWork } from "./unfinished";
import { panelAsWished, type VerdictWish, wishAgain } from "./verdict-wish";

/** How a turn goes on that Parley could not go on with. */
export type Continuation = Pick<UnfinishedWork, "verdict"> & {
  /** Panelists that are asked anew. */
  seats: PanelistId[];
  /** What the unfinished verdict was asked for. */
  wish: VerdictWish;
};

/** What continuing a turn asks for: only what is missing. */
export function continuationOf(turn: TurnState): Continuation {
  const { seats, verdict, brokenOff, base } = unfinishedWork(turn);
  const again = brokenOff ? wishAgain(turn, brokenOff, {}) : {};
  const { rulings = [], carried = [] } = brokenOff ?? {};
  const wish = base ? { ...again, rulings, carried, basedOn: VerdictId.parse(base.id) } : again;
  return { seats: seats.map((id) => PanelistId.parse(id)), verdict, wish };
}

/** Every model that continuing a turn may call. */
export function modelsToContinue(turn: TurnState): ModelName[] {
  const { seats, verdict, wish } = continuationOf(turn);
  const panel = panelAsWished(turn.panel, wish);
  const asked = panel.panelists.filter(({ id }) => seats.includes(id)).map(({ model }) => model);
  if (verdict === "no") return asked;
  const judges = verdict === "now" ? [] : [panel.judge.model, ...panel.judge.fallbacks];
  return [...asked, ...judges, synthesizerModel(panel)];
}
