import type { TurnEvent } from "./events";
import { actorOf, type Delta, isDelta } from "./pack-events";

type Pack = { first: Delta; text: string; count: number };

/** A pack goes out when one of these is reached; the caller also drains it by the clock. */
export const packLimits = { milliseconds: 50, tokens: 50, characters: 32_768 };

export type Coalescer = {
  /** Takes one event in; gives the events that must be stored now, in order; often none. */
  add(event: TurnEvent): TurnEvent[];
  /** Everything that is held back. */
  drain(): TurnEvent[];
  /** Whether something is held back. */
  isHolding(): boolean;
};

/**
 * Joins the deltas of each actor into fewer, longer ones. The first delta of an actor goes out at once, and so does
 * every event that is no delta, behind what is held back. Text never changes its order within one actor.
 */
export function createCoalescer(): Coalescer {
  const seen = new Set<string>();
  const held = new Map<string, Pack>();
  let characters = 0;

  function drain(): TurnEvent[] {
    const events = [...held.values()].map(({ first, text }): TurnEvent => ({ ...first, text }));
    held.clear();
    characters = 0;
    return events;
  }

  function hold(key: string, event: Delta): boolean {
    const pack = held.get(key);
    const next = pack ? { ...pack, text: pack.text + event.text, count: pack.count + 1 } : packOf(event);
    held.set(key, next);
    characters += event.text.length;
    const isLate = event.at - next.first.at >= packLimits.milliseconds;
    return isLate || next.count >= packLimits.tokens || characters >= packLimits.characters;
  }

  return {
    add(event) {
      if (!isDelta(event)) return [...drain(), event];
      const key = actorOf(event);
      if (seen.has(key)) return hold(key, event) ? drain() : [];
      seen.add(key);
      return [...drain(), event];
    },
    drain,
    isHolding: () => held.size > 0,
  };
}

function packOf(event: Delta): Pack {
  return { first: event, text: event.text, count: 1 };
}
