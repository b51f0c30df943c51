import type { EventLog } from "@/db/event-log";
import type { TurnRows } from "@/db/turns";
import { foldEvents } from "@/lib/core/apply-event";
import type { TurnState } from "@/lib/core/turn";

export type TurnStatesParts = {
  log: Pick<EventLog, "lastSeq" | "readAll">;
  turnRows: Pick<TurnRows, "savedState">;
};

/** The state of a turn as it is stored: the saved fold when it is up to date, else the log folded again. */
export function readStoredState({ log, turnRows }: TurnStatesParts, turnId: string): TurnState | null {
  const saved = turnRows.savedState(turnId);
  if (saved && saved.lastSeq === log.lastSeq(turnId)) return saved.state;
  return foldEvents(log.readAll(turnId));
}
