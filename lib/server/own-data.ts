import { createCalls } from "@/db/calls";
import { createConversationRows } from "@/db/conversations";
import { createEventLog } from "@/db/event-log";
import { createTurnRows } from "@/db/turns";
import type { Ground } from "./ground";
import { createLive } from "./live";
import { type Ownership, takeOwnership } from "./ownership";
import { recoverTurns } from "./recovery";
import { type Self, thisProcess } from "./take-over";

type OwnDataOptions = {
  self?: Self;
  /** Told when another process has taken the database. */
  onLost: () => void;
  /** Whether it is the whole process that owns: it then says that it lives, and ends when it does not own any more. */
  isProcess?: boolean;
};

/**
 * Takes the database for this process and closes what an earlier one left running, in one transaction; gives what turns are
 * written with.
 */
export function ownData({ db, clock, logger }: Pick<Ground, "db" | "clock" | "logger">, own: OwnDataOptions) {
  const conversationRows = createConversationRows(db);
  const parts = { turnRows: createTurnRows(db), calls: createCalls(db), live: createLive(), clock, logger };
  const recordingFor = ({ epoch, lost }: Ownership) => ({ ...parts, log: createEventLog(db, epoch, lost) });
  const { self = thisProcess(), isProcess = false } = own;
  const onLost = () => {
    own.onLost();
    // A process that hung may not go on beside the one that took its place.
    if (isProcess) process.exit(1);
  };
  let interrupted: string[] = [];
  const ownership = takeOwnership({ db, clock, logger, self, onLost }, (taken) => {
    conversationRows.purgeDeleted();
    interrupted = recoverTurns(recordingFor(taken), taken.epoch);
  });
  if (isProcess) ownership.keep();
  return { ownership, conversationRows, recording: recordingFor(ownership), interrupted };
}
