import { isDeepStrictEqual } from "node:util";
import type { EventLog } from "@/db/event-log";
import { StaleEpochError } from "@/db/instance";
import type { PackableTurns } from "@/db/packable-turns";
import { foldEvents } from "@/lib/core/apply-event";
import { packEvents } from "@/lib/core/pack-events";
import { describeError, type Log } from "./log";

/** How long after its end the log of a turn can be followed from anywhere; in milliseconds. From faults.md, section 2.2. */
export const packAfter = 600_000;

export type PackingParts = {
  log: Pick<EventLog, "readAll" | "pack" | "leaveUnpacked">;
  packable: PackableTurns;
  logger: Log;
};

/**
 * Packs the log of one turn that closed long enough ago. False = there is none. Throws a StaleEpochError when another process
 * has the database, and what the database throws when not even that can be stored.
 */
export function packNext({ log, packable, logger }: PackingParts, now: number): boolean {
  const turnId = packable.next(now - packAfter);
  if (turnId === null) return false;
  try {
    const events = log.readAll(turnId);
    const packed = packEvents(events);
    // A log that would tell something else packed stays as it is: it is what people have paid for.
    if (!isDeepStrictEqual(foldEvents(packed), foldEvents(events)) || !log.pack(turnId, packed)) {
      log.leaveUnpacked(turnId);
    }
  } catch (error) {
    if (error instanceof StaleEpochError) throw error;
    logger.warn("The log of a turn could not be packed.", { turnId, ...describeError(error) });
    log.leaveUnpacked(turnId);
  }
  return true;
}
