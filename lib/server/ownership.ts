import { type Database, shrinkLog } from "@/db/client";
import { beat, beginEpoch, currentOwner, endEpoch } from "@/db/instance";
import type { Clock } from "@/lib/core/model";
import { describeError, type Log } from "./log";
import { heartbeatMilliseconds, mayTakeOver, type Self, takenBy } from "./take-over";

type OwnershipParts = {
  db: Database;
  clock: Clock;
  logger: Log;
  self: Self;
  /** Told once, when another process has the database: this one must end. */
  onLost: () => void;
};

/** This process as the one that may write. */
export type Ownership = {
  /** Which owner of the database it is. */
  epoch: number;
  /** Somebody found that the epoch is over. */
  lost: () => void;
  /** Says every two seconds that this process lives, and keeps the write-ahead log small. */
  keep: () => void;
  /** Says it no longer, so that the next process need not wait. */
  release: () => void;
};

/**
 * Takes the database over, together with `alongside` in one transaction. Throws an Error for people when another process
 * has it.
 */
export function takeOwnership(parts: OwnershipParts, alongside: (ownership: Ownership) => void): Ownership {
  const { db, clock, logger, self } = parts;
  return db.$client
    .transaction(() => {
      const owner = currentOwner(db);
      if (owner && !mayTakeOver(owner, { self, clock })) throw takenBy(owner, self);
      if (owner) logger.info("The database is taken over.", { fromHost: owner.host, fromPid: owner.pid });
      const ownership = ownershipOf(parts, beginEpoch(db, { ...self, heartbeatAt: clock.now() }));
      alongside(ownership);
      return ownership;
    })
    .immediate();
}

function ownershipOf({ db, clock, logger, onLost }: OwnershipParts, epoch: number): Ownership {
  let timer: NodeJS.Timeout | undefined;
  let isLost = false;

  function lost(): void {
    if (isLost) return;
    isLost = true;
    clearInterval(timer);
    logger.error("Another process has taken the data folder over; this one ends.", { epoch });
    onLost();
  }

  function tick(): void {
    try {
      if (!beat(db, epoch, clock.now())) return lost();
      if (shrinkLog(db)) logger.info("The write-ahead log was moved into the database.");
    } catch (error) {
      logger.warn("The heartbeat could not be stored.", describeError(error));
    }
  }

  return {
    epoch,
    lost,
    keep() {
      timer = setInterval(tick, heartbeatMilliseconds);
      // It must not hold a process that has nothing else to do.
      timer.unref();
    },
    release() {
      clearInterval(timer);
      if (!isLost) endEpoch(db, epoch);
    },
  };
}
