import type { SearchIndex } from "@/db/search";
import type { Clock } from "@/lib/core/model";
import { searchTextsOf } from "@/lib/core/search-text";
import { describeError } from "./log";
import { type PackingParts, packNext } from "./packing";
import { readStoredState, type TurnStatesParts } from "./turn-states";

/** Between two looks for logs to pack, in milliseconds. */
const everyMs = 60_000;

export type HousekeepingParts = PackingParts &
  TurnStatesParts & { searchIndex: Pick<SearchIndex, "missing" | "keep">; clock: Clock; removeExpired: () => void };

/**
 * What can wait, one turn at a time with the event loop free between: turns of older versions become findable, the logs of
 * turns that closed a while ago are packed, and turns without history go when their time is over. Never throws; ends with the signal.
 */
export async function keepHouse(parts: HousekeepingParts, signal: AbortSignal): Promise<void> {
  const { clock, logger, removeExpired } = parts;
  const pause = () => clock.sleep(0, signal);
  try {
    while (!signal.aborted && indexNext(parts)) await pause();
    while (!signal.aborted) {
      removeExpired();
      while (!signal.aborted && packNext(parts, clock.now())) await pause();
      await clock.sleep(everyMs, signal);
    }
  } catch (error) {
    if (!signal.aborted) logger.error("Housekeeping stopped until the next start.", describeError(error));
  }
}

/** Makes one turn findable that is not yet. False = there is none. */
export function indexNext(parts: Omit<HousekeepingParts, "packable" | "removeExpired">): boolean {
  const [turnId] = parts.searchIndex.missing(1);
  if (turnId === undefined) return false;
  const state = readStoredState(parts, turnId);
  // A turn without a log has nothing but its place in the index.
  parts.searchIndex.keep(turnId, state ? searchTextsOf(state) : { question: "", answers: "", final: "" });
  return true;
}
