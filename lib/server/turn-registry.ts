import type { EventLog } from "@/db/event-log";
import type { TurnRows } from "@/db/turns";
import type { TurnState } from "@/lib/core/turn";
import { asInterrupted } from "./interruption";
import { interruptStoredTurn } from "./recovery";
import { notFound, shuttingDown } from "./refusals";
import { beginTurn, type RunningTurn, type RunningTurnParts, type RunningTurnStart } from "./running-turn";
import { inTurn } from "./turn-scope";
import { readStoredState } from "./turn-states";
import { createUnclosedTurns } from "./unclosed-turns";

export type RegistryParts = RunningTurnParts & { log: EventLog; turnRows: TurnRows };

export type TurnRegistry = {
  /** Null when nothing of that turn runs. */
  running: (turnId: string) => RunningTurn | null;
  ofConversation: (conversationId: string) => RunningTurn[];
  ofToken: (tokenId: string) => RunningTurn[];
  conversationIds: () => Set<string>;
  /** How many run. */
  count: () => number;
  /** Stores the first event and lets the turn run. */
  launch: (start: RunningTurnStart) => void;
  /** The state of a turn, also of one in a deleted conversation; throws not_found. */
  stateOf: (turnId: string) => TurnState;
  /** Closes a turn that nobody writes and whose end could not be stored. Throws when that fails again. */
  settle: (turnId: string) => void;
  /** Closes a running turn as failed because of an error that was caught nowhere else. */
  breakOff: (turnId: string, error: unknown) => void;
  refuseWhileShuttingDown: () => void;
  /** Closes what runs as interrupted and launches nothing any longer. */
  shutDown: () => void;
  /** Ends all calls and stores nothing any longer: the database is somebody else's. */
  abandon: () => void;
};

/** The turns that run in this process; `onEnded` gets each one that does not run any longer. */
export function createTurnRegistry(
  parts: RegistryParts,
  onEnded: (turnId: string, turn: RunningTurn) => void,
): TurnRegistry {
  const turns = new Map<string, RunningTurn>();
  const leaving = new AbortController();
  /** Turns that are over and whose end could not be stored yet. */
  const unclosed = createUnclosedTurns(parts, leaving.signal);

  function refuseWhileShuttingDown(): void {
    if (leaving.signal.aborted) throw shuttingDown();
  }

  function settle(turnId: string): void {
    if (unclosed.get(turnId)) unclosed.close(turnId);
    else if (!turns.has(turnId)) interruptStoredTurn(parts, turnId);
  }

  function ended(turnId: string, turn: RunningTurn): void {
    turns.delete(turnId);
    if (turn.isUnclosed()) unclosed.add(turnId, turn);
    // A turn that could not be closed wakes its followers here, so that they leave.
    parts.live.nudge(turnId);
    onEnded(turnId, turn);
  }

  return {
    running: (turnId) => turns.get(turnId) ?? null,
    ofConversation: (conversationId) => [...turns.values()].filter((turn) => turn.conversationId === conversationId),
    ofToken: (tokenId) => [...turns.values()].filter((turn) => turn.payer?.tokenId === tokenId),
    count: () => turns.size,
    conversationIds: () => new Set([...turns.values()].map((turn) => turn.conversationId)),
    launch(start) {
      refuseWhileShuttingDown();
      const turn = beginTurn(parts, start);
      turns.set(start.turnId, turn);
      void inTurn(start.turnId, turn.run).then(() => ended(start.turnId, turn));
    },
    stateOf(turnId) {
      const known = turns.get(turnId) ?? unclosed.get(turnId);
      const state = known?.state() ?? readStoredState(parts, turnId);
      if (!state) throw notFound("turn");
      return state.status === "running" && !known ? asInterrupted(state) : state;
    },
    settle,
    breakOff: (turnId, error) => turns.get(turnId)?.breakOff(error),
    refuseWhileShuttingDown,
    shutDown() {
      leaving.abort();
      for (const turn of turns.values()) turn.interrupt();
    },
    abandon() {
      leaving.abort();
      unclosed.forgetAll();
      for (const turn of turns.values()) turn.abandon();
    },
  };
}
