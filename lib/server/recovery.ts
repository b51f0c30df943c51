import type { TurnRows } from "@/db/turns";
import { interruptingEvents } from "./interruption";
import { describeError, type Log } from "./log";
import { createRecorder, type RecorderParts } from "./recorder";
import { readStoredState, type TurnStatesParts } from "./turn-states";

export type RecoveryParts = RecorderParts & TurnStatesParts & { turnRows: TurnRows; logger: Log };

/**
 * Closes every turn that an earlier process left running, so that nothing waits for ever. What was written stays. Belongs into
 * the transaction that begins the epoch. Gives the turns.
 */
export function recoverTurns(parts: RecoveryParts, epoch: number): string[] {
  const interrupted: string[] = [];
  for (const { id } of parts.turnRows.leftRunning(epoch)) {
    try {
      interruptStoredTurn(parts, id);
      interrupted.push(id);
      parts.logger.info("A turn was interrupted by the last stop.", { turnId: id });
    } catch (error) {
      parts.logger.error("A turn could not be recovered.", { turnId: id, ...describeError(error) });
    }
  }
  return interrupted;
}

/** Appends what closes a turn whose log has no end although nobody writes it. */
export function interruptStoredTurn(parts: Omit<RecoveryParts, "logger">, turnId: string): void {
  const from = readStoredState(parts, turnId);
  if (from?.status !== "running") return;
  const recorder = createRecorder(parts, {
    turnId,
    from,
    onBroken: (error) => {
      throw error;
    },
  });
  for (const event of interruptingEvents(from, parts.clock.now())) recorder.take(event);
  recorder.close();
}
