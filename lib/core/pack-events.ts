import type { StoredEvent, TurnEvent, TurnEventType } from "./events";

export type Delta = Extract<TurnEvent, { type: "answer-delta" | "answer-reasoning-delta" | "synthesis-delta" }>;

/** The events that only add text. */
export const deltaTypes = [
  "answer-delta",
  "answer-reasoning-delta",
  "synthesis-delta",
] as const satisfies readonly TurnEventType[];

export function isDelta(event: TurnEvent): event is Delta {
  return deltaTypes.some((type) => type === event.type);
}

/** Who wrote a delta, and which of its texts it belongs to. */
export function actorOf(event: Delta): string {
  if (event.type === "synthesis-delta") return event.verdictId;
  return `${event.panelistId} ${event.attempt} ${event.type}`;
}

/**
 * The log of a closed turn with all deltas of a text as one, in the place of the first. It folds to the same state; the seqs of
 * the deltas that went are missing.
 */
export function packEvents(events: readonly StoredEvent[]): StoredEvent[] {
  const texts = new Map<string, string[]>();
  for (const event of events) {
    if (!isDelta(event)) continue;
    const pieces = texts.get(actorOf(event));
    if (pieces) pieces.push(event.text);
    else texts.set(actorOf(event), [event.text]);
  }
  return events.flatMap((event) => {
    if (!isDelta(event)) return event;
    const pieces = texts.get(actorOf(event));
    if (!pieces) return [];
    texts.delete(actorOf(event));
    return { ...event, text: pieces.join("") };
  });
}
