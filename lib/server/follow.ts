import type { EventLog, LogRow } from "@/db/event-log";
import { isClosing } from "@/lib/core/events";
import type { Live } from "./live";

/** One read: the most a slow reader holds in memory, and one row more. */
const oneRead = { rows: 500, characters: 64_000 };

export type FollowParts = {
  log: Pick<EventLog, "readAfter" | "isClosed" | "packedSeq">;
  live: Pick<Live, "listen">;
  /** Whether somebody still writes this turn. */
  isRunning: (turnId: string) => boolean;
};

/** Why following ended: everything was given and the turn is closed; or not, and the reader may come back. */
export type FollowEnd = "closed" | "cut-off";

/**
 * The rows of a turn's log above `after`, in batches: first what is stored, then live, without gap or repeat.
 * Ends when everything was given and the newest event closes the turn, or when the signal aborts.
 */
export async function* follow(
  { log, live, isRunning }: FollowParts,
  turnId: string,
  after: number,
  signal: AbortSignal,
): AsyncGenerator<LogRow[], FollowEnd> {
  // Listen before reading: what is written after the read must still wake us.
  using bell = live.listen(turnId, signal);
  let last = after;
  while (!signal.aborted) {
    // Packed while a slow reader was under way: what it has not seen is gone, and coming back it is told so.
    if (last < log.packedSeq(turnId)) return "cut-off";
    const rows = log.readAfter(turnId, last, oneRead);
    if (rows.length > 0) {
      last = rows.at(-1)?.seq ?? last;
      yield rows;
      // Whoever writes rings for what comes after a read that was all there was.
      if (mayHaveMore(rows) || !isRunning(turnId)) continue;
    } else {
      if (log.isClosed(turnId)) return "closed";
      if (!isRunning(turnId)) return "cut-off";
    }
    await bell.rung();
  }
  return "cut-off";
}

/** Whether a read was cut short, or gave the end of a turn. */
function mayHaveMore(rows: readonly LogRow[]): boolean {
  const characters = rows.reduce((sum, { data }) => sum + data.length, 0);
  return rows.length >= oneRead.rows || characters >= oneRead.characters || isClosing(rows.at(-1)?.type ?? "");
}
