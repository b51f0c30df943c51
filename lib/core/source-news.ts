import { applyEvent } from "./apply-event";
import type { TurnEvent, TurnEventType } from "./events";
import type { SourceIds, TurnPorts } from "./ports";
import type { TurnState } from "./turn";

/** Events that may bring pages into the source table of a turn. */
const bringing: ReadonlySet<TurnEventType> = new Set<TurnEventType>([
  "answer-tool-returned",
  "answer-cited",
  "answer-ended",
  "answer-failed",
]);

/**
 * The turn after an event, and what goes into its log: before an event that may bring sources, the ids that others have given.
 * Asking, folding and telling are one step of the event loop, so that no other turn can give the same id in between.
 */
export function foldedWithNews(
  turn: TurnState,
  event: TurnEvent,
  { clock, sourceIds }: Pick<TurnPorts, "clock" | "sourceIds">,
): { turn: TurnState; events: TurnEvent[] } {
  if (!bringing.has(event.type)) return { turn: applyEvent(turn, event), events: [event] };
  const events = [...sourceNews(turn, clock.now(), sourceIds), event];
  const next = events.reduce<TurnState>(applyEvent, turn);
  sourceIds?.tell(next);
  return { turn: next, events };
}

/** What stands in the log before an event that may bring sources: the ids others have given since; mostly nothing. */
export function sourceNews(
  turn: TurnState,
  at: number,
  sourceIds: Pick<SourceIds, "newsFor"> | undefined,
): TurnEvent[] {
  const knownSources = sourceIds?.newsFor(turn) ?? [];
  return knownSources.length > 0 ? [{ type: "sources-known", at, knownSources }] : [];
}
