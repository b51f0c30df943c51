import type { EventLog } from "@/db/event-log";
import type { TurnRows } from "@/db/turns";
import type { TurnState } from "@/lib/core/turn";
import { asInterrupted } from "./interruption";
import { notFound, shuttingDown } from "./refusals";
import { beginTurn, type RunningTurn, type RunningTurnParts, type RunningTurnStart } from "./running-turn";
import { readStoredState } from "./turn-states";

export type RegistryParts = RunningTurnParts & { log: EventLog; turnRows: TurnRows };

export type TurnRegistry = {
  /** Null when nothing of that turn runs. */
  running: (turnId: string) => RunningTurn | null;
  ofConversation: (conversationId: string) => RunningTurn[];
  ofToken: (tokenId: string) => RunningTurn[];
  conversationIds: () => Set<string>;
  /** Stores the first event and lets the turn run. */
  launch: (start: RunningTurnStart) => void;
  /** The state of a turn, also of one in a deleted conversation; throws not_found. */
  stateOf: (turnId: string) => TurnState;
  refuseWhileShuttingDown: () => void;
  /** Closes what runs as interrupted and launches nothing any longer. */
  shutDown: () => void;
};

/** The turns that run in this process; `onEnded` gets each one that does not run any longer. */
export function createTurnRegistry(
  parts: RegistryParts,
  onEnded: (turnId: string, turn: RunningTurn) => void,
): TurnRegistry {
  const turns = new Map<string, RunningTurn>();
  let isShuttingDown = false;

  function refuseWhileShuttingDown(): void {
    if (isShuttingDown) throw shuttingDown();
  }

  return {
    running: (turnId) => turns.get(turnId) ?? null,
    ofConversation: (conversationId) => [...turns.values()].filter((turn) => turn.conversationId === conversationId),
    ofToken: (tokenId) => [...turns.values()].filter((turn) => turn.payer?.tokenId === tokenId),
    conversationIds: () => new Set([...turns.values()].map((turn) => turn.conversationId)),
    launch(start) {
      refuseWhileShuttingDown();
      const turn = beginTurn(parts, start);
      turns.set(start.turnId, turn);
      void turn.run().then(() => {
        turns.delete(start.turnId);
        // A turn that could not be closed wakes its followers here, so that they leave.
        parts.live.nudge(start.turnId);
        onEnded(start.turnId, turn);
      });
    },
    stateOf(turnId) {
      const state = turns.get(turnId)?.state() ?? readStoredState(parts, turnId);
      if (!state) throw notFound("turn");
      return state.status === "running" && !turns.has(turnId) ? asInterrupted(state) : state;
    },
    refuseWhileShuttingDown,
    shutDown() {
      isShuttingDown = true;
      for (const turn of turns.values()) turn.interrupt();
    },
  };
}
