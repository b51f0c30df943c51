import { isClosing, type TurnEvent } from "@/lib/core/events";
import type { PanelistId } from "@/lib/core/ids";
import { currentAnswer, type TurnState } from "@/lib/core/turn";
import type { TurnRemote } from "@/lib/core/turn-control";
import { breakingEvents, interruptingEvents } from "./interruption";
import { describeError, type Log } from "./log";
import { createRecorder, type RecorderParts } from "./recorder";
import { loggedBy } from "./turn-log";

export type RunningTurn = {
  conversationId: string;
  /** The token that pays for this run; null = none does. */
  payer: Payer | null;
  remote: Pick<TurnRemote, "stop" | "stopPanelist" | "judgeNow">;
  retryPanelist: (panelistId: PanelistId) => void;
  /** Panelists whose retry was asked for too late to happen in this run. */
  missedRetries: () => PanelistId[];
  /** The fold of what is stored. */
  state: () => TurnState;
  /** Goes through the rest of the events, whoever watches. Resolves when the turn is closed; never rejects. */
  run: () => Promise<void>;
  /** Closes the turn as interrupted: what was written stays, the calls are ended, nothing more is stored. */
  interrupt: () => void;
};

export type RunningTurnParts = RecorderParts & { logger: Log };

/** A token, and how to book micro-dollars on it. */
type Payer = { tokenId: string; book: (microUsd: number) => void };

export type RunningTurnStart = {
  turnId: string;
  conversationId: string;
  /** The turn as its log has it; null for a new one. */
  from: TurnState | null;
  first: TurnEvent;
  /** Everything behind the first event. */
  rest: AsyncIterable<TurnEvent>;
  remote: TurnRemote;
  /** The token that pays; absent = none does. */
  payer?: Payer | undefined;
  /** Writes that belong into the same transaction as the first event. */
  alongside: () => void;
};

/** Stores the first event and gives the turn that is now running. Throws when it cannot be stored. */
export function beginTurn(parts: RunningTurnParts, start: RunningTurnStart): RunningTurn {
  const { turnId, conversationId, remote, rest, payer = null } = start;
  const { clock, logger } = parts;
  const recording = { turnId, from: start.from, onBroken: breakOff, onSpent: payer?.book };
  const recorder = loggedBy(logger, turnId, createRecorder(parts, recording));
  recorder.take(start.first, start.alongside);
  const askedAtAttempt = new Map<PanelistId, number>();
  let isOver = false;

  function state(): TurnState {
    const stored = recorder.state();
    if (!stored) throw new Error("A turn has no state before its first event.");
    return stored;
  }

  /** Ends the turn from outside of its story. */
  function closeWith(endingOf: typeof interruptingEvents): void {
    if (isOver) return;
    isOver = true;
    try {
      recorder.flush();
      for (const event of endingOf(state(), clock.now())) recorder.take(event);
    } catch (error) {
      logger.error("A turn could not be closed in the database.", { turnId, ...describeError(error) });
    } finally {
      recorder.close();
      remote.stop();
    }
  }

  function breakOff(error: unknown): void {
    if (isOver) return;
    logger.error("A turn broke off.", { turnId, ...describeError(error) });
    closeWith(breakingEvents);
  }

  function attemptOf(panelistId: PanelistId): number {
    return currentAnswer(state(), panelistId)?.attempt ?? 0;
  }

  function retryPanelist(panelistId: PanelistId): void {
    if (askedAtAttempt.get(panelistId) === attemptOf(panelistId)) return;
    askedAtAttempt.set(panelistId, attemptOf(panelistId));
    remote.retryPanelist(panelistId);
  }

  function missedRetries(): PanelistId[] {
    if (state().status !== "done" && state().status !== "failed") return [];
    return [...askedAtAttempt].filter(([id, attempt]) => attemptOf(id) === attempt).map(([id]) => id);
  }

  async function run(): Promise<void> {
    try {
      for await (const event of rest) {
        if (isOver) break;
        recorder.take(event);
        isOver = isClosing(event.type);
      }
      if (!isOver) throw new Error("The turn ended without a closing event.");
    } catch (error) {
      breakOff(error);
    } finally {
      recorder.close();
      // Whatever still waits in the background of the turn, such as its deadline, is let go.
      remote.stop();
    }
  }

  const interrupt = () => closeWith(interruptingEvents);
  return { conversationId, payer, remote, retryPanelist, missedRetries, state, run, interrupt };
}
