import type { TurnRows } from "@/db/turns";
import type { SourceIds } from "@/lib/core/ports";
import { sourceNews } from "@/lib/core/source-news";
import { sourceIdsOf } from "@/lib/core/source-registry";
import { isSettled } from "@/lib/core/turn";
import { interruptingEvents } from "./interruption";
import { describeError, type Log } from "./log";
import { createRecorder, type RecorderParts } from "./recorder";
import { isNewTo } from "./source-ledger";
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

/** What the other stored turns of the conversation have given; asked only where an unfinished answer names pages. */
function storedIds(parts: Pick<RecoveryParts, "turnRows"> & TurnStatesParts): Pick<SourceIds, "newsFor"> {
  return {
    newsFor(turn) {
      if (!turn.answers.some((answer) => !isSettled(answer) && answer.text.includes("://"))) return [];
      const others = parts.turnRows.ofConversation(turn.conversationId).filter(({ id }) => id !== turn.id);
      return sourceIdsOf(others.flatMap(({ id }) => readStoredState(parts, id) ?? [])).filter(isNewTo(turn));
    },
  };
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
  const at = parts.clock.now();
  for (const event of [...sourceNews(from, at, storedIds(parts)), ...interruptingEvents(from, at)])
    recorder.take(event);
  recorder.close();
}
