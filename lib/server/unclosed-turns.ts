import { describeError } from "./log";
import type { RunningTurn, RunningTurnParts } from "./running-turn";
import { storageFailure } from "./storage-failure";

/** Milliseconds between two attempts to store the end of a turn. */
const pause = 2000;

export type UnclosedTurns = {
  /** Keeps a turn that is over and whose end could not be stored, and tries again until it is. */
  add: (turnId: string, turn: RunningTurn) => void;
  get: (turnId: string) => RunningTurn | null;
  /** Stores the end of a turn, if it waits here. Throws when that fails again. */
  close: (turnId: string) => void;
  forgetAll: () => void;
};

/** The turns whose end waits for the disk, until the signal aborts. */
export function createUnclosedTurns(
  { clock, live, logger }: Pick<RunningTurnParts, "clock" | "live" | "logger">,
  signal: AbortSignal,
): UnclosedTurns {
  const turns = new Map<string, RunningTurn>();

  function close(turnId: string): void {
    turns.get(turnId)?.close();
    if (turns.delete(turnId)) live.nudge(turnId);
  }

  async function closeLater(turnId: string): Promise<void> {
    while (turns.has(turnId) && !signal.aborted) {
      await clock.sleep(pause, signal);
      try {
        close(turnId);
      } catch (error) {
        if (storageFailure(error)) continue;
        turns.delete(turnId);
        logger.error("A turn cannot be closed.", { turnId, ...describeError(error) });
      }
    }
  }

  return {
    add(turnId, turn) {
      turns.set(turnId, turn);
      void closeLater(turnId);
    },
    get: (turnId) => turns.get(turnId) ?? null,
    close,
    forgetAll: () => turns.clear(),
  };
}
