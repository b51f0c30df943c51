import { isClosing, type TurnEvent } from "@/lib/core/events";
import type { PanelistId } from "@/lib/core/ids";
import type { SourceIds } from "@/lib/core/ports";
import { sourceNews } from "@/lib/core/source-news";
import { currentAnswer, type TurnState } from "@/lib/core/turn";
import type { TurnRemote } from "@/lib/core/turn-control";
import { breakingEvents, interruptingEvents } from "./interruption";
import { describeError, type Log } from "./log";
import type { RecorderParts } from "./recorder";
import { storageFailure } from "./storage-failure";
import { createTurnEnding, type EndingOf } from "./turn-ending";
import { createLoggedRecorder } from "./turn-log";

export type RunningTurn = {
  conversationId: string;
  /** The token that pays for this run; null = none does. */
  payer: Payer | null;
  remote: Pick<TurnRemote, "stop" | "stopPanelist" | "judgeNow">;
  retryPanelist: (panelistId: PanelistId) => void;
  /** Panelists whose retry was asked for too late to happen in this run. */
  missedRetries: () => PanelistId[];
  /** The fold of what is stored; of a turn whose end could not be stored, as if it had been. */
  state: () => TurnState;
  /** Goes through the rest of the events, whoever watches. Resolves when the turn is over; never rejects. */
  run: () => Promise<void>;
  /** Closes the turn as interrupted: what was written stays, the calls are ended, nothing more is stored. */
  interrupt: () => void;
  /** Closes the turn as failed because of this. */
  breakOff: (error: unknown) => void;
  /** Ends the calls and stores nothing any longer. */
  abandon: () => void;
  /** Whether its end could not be stored yet. */
  isUnclosed: () => boolean;
  /** Stores the end of a turn where that failed; throws when it fails again. */
  close: () => void;
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
  /** Absent = it stands apart from the other turns of its conversation. */
  sourceIds?: SourceIds | undefined;
  /** Writes that belong into the same transaction as the first event. */
  alongside: () => void;
};

/** Stores the first event and gives the turn that is now running. Throws when it cannot be stored. */
export function beginTurn(parts: RunningTurnParts, start: RunningTurnStart): RunningTurn {
  const { turnId, conversationId, remote, rest, payer = null, sourceIds } = start;
  const { clock, logger } = parts;
  const recorder = createLoggedRecorder(parts, { turnId, from: start.from, onBroken: breakOff, onSpent: payer?.book });
  recorder.take(start.first, start.alongside);
  const ending = createTurnEnding(recorder, clock);
  let isOver = false;

  function endWith(endingOf: EndingOf): void {
    if (isOver) return;
    isOver = true;
    ending.decide((turn, at) => [...sourceNews(turn, at, sourceIds), ...endingOf(turn, at)]);
    remote.stop();
    try {
      ending.store();
      sourceIds?.tell(ending.state());
    } catch (error) {
      logger.error("A turn could not be closed in the database.", { turnId, ...describeError(error) });
    }
  }

  function breakOff(error: unknown): void {
    if (isOver) return;
    logger.error("A turn broke off.", { turnId, ...describeError(error) });
    const reason = storageFailure(error) ?? undefined;
    endWith((turn, at) => breakingEvents(turn, at, reason));
  }

  function abandon(): void {
    isOver = true;
    ending.close();
    remote.stop();
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
      if (!ending.isWaiting()) ending.close();
      // Whatever still waits in the background of the turn, such as its deadline, is let go.
      remote.stop();
    }
  }

  const interrupt = () => endWith(interruptingEvents);
  const { state, isWaiting: isUnclosed, store: close } = ending;
  const retries = retriesOf(remote, state);
  return { conversationId, payer, remote, ...retries, state, run, interrupt, breakOff, abandon, isUnclosed, close };
}

/** Retries as people ask for them, each attempt at most once. */
function retriesOf(remote: TurnRemote, state: () => TurnState): Pick<RunningTurn, "retryPanelist" | "missedRetries"> {
  const askedAtAttempt = new Map<PanelistId, number>();
  const attemptOf = (panelistId: PanelistId) => currentAnswer(state(), panelistId)?.attempt ?? 0;
  return {
    retryPanelist(panelistId) {
      if (askedAtAttempt.get(panelistId) === attemptOf(panelistId)) return;
      askedAtAttempt.set(panelistId, attemptOf(panelistId));
      remote.retryPanelist(panelistId);
    },
    missedRetries() {
      if (state().status !== "done" && state().status !== "failed") return [];
      return [...askedAtAttempt].filter(([id, attempt]) => attemptOf(id) === attempt).map(([id]) => id);
    },
  };
}
