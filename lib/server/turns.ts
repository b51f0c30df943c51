import { askedSeats } from "@/lib/core/asked-seats";
import type { PanelistId, VerdictId } from "@/lib/core/ids";
import type { RebuttalRequest } from "@/lib/core/rebuttal";
import { type TurnState } from "@/lib/core/turn";
import type { VerdictWish } from "@/lib/core/wished-verdict";
import { askRebuttal } from "./ask-rebuttal";
import { chooseVerdict } from "./choose-verdict";
import { continueTurn } from "./continue-turn";
import { conflict, notFound } from "./refusals";
import { askRest, judgeAgain, repeatMissedRetries, retryPanelist } from "./reopen-turn";
import { type RulingWish, rulePoint } from "./rule-point";
import { createSourceLedger } from "./source-ledger";
import { type StartParts, startTurn } from "./start-turn";
import { createTurnRegistry } from "./turn-registry";
import type { TurnAsk } from "./turn-request";

export type TurnsParts = Omit<StartParts, "registry">;

export type Turns = {
  /** Stores the question and starts the work, which goes on whoever watches. The same key gives the same turn again. */
  start(conversationId: string, ask: TurnAsk, idempotencyKey: string | null): Promise<{ turnId: string }>;
  state(turnId: string): TurnState;
  /** The newest event of a turn, and up to where its deltas are packed. */
  logRange(turnId: string): { newest: number; packed: number };
  /** Stops everything of a turn; harmless when it is closed. */
  stop(turnId: string): void;
  stopPanelist(turnId: string, panelistId: PanelistId): void;
  /** Asks one panelist again; its earlier attempt is kept. Opens a closed turn. */
  retryPanelist(turnId: string, panelistId: PanelistId): Promise<void>;
  /** Asks the whole panel of a turn that one model answered alone; its answer is kept and judged with the others. */
  askRest(turnId: string): Promise<void>;
  /** A new verdict from the answers there are, or from the points and rulings. While the panel writes, it closes the collection. */
  judgeAgain(turnId: string, wish?: VerdictWish): Promise<void>;
  /** Makes a verdict the one that counts, for follow-ups too; gives the new state. */
  chooseVerdict(turnId: string, verdictId: VerdictId): TurnState;
  /** Keeps a person's word on a point, or takes it back; gives the new state. */
  rule(turnId: string, wish: RulingWish): TurnState;
  /** Asks the panelists of one contradiction about it, and about nothing else. */
  askRebuttal(turnId: string, request: RebuttalRequest): Promise<void>;
  /** Goes on with an interrupted turn; only what was not finished is asked for again. Harmless while it runs. */
  continue(turnId: string, how?: { byItself: boolean }): Promise<void>;
  isRunning(turnId: string): boolean;
  /** Whether there is no such turn, or no longer. */
  isGone(turnId: string): boolean;
  runningConversationIds(): Set<string>;
  runningCount(): number;
  stopConversation(conversationId: string): void;
  /** Stops what a token pays for. */
  stopToken(tokenId: string): void;
  /** Closes a running turn as failed because of an error that was caught nowhere else. */
  breakOff(turnId: string, error: unknown): void;
  /** Takes no more work and closes what runs as interrupted. */
  shutDown(): void;
  /** Ends all calls and stores nothing any longer. */
  abandon(): void;
};

/** The turns of this process: starts them, steers them, and knows their state. All throw not_found for unknown ids. */
export function createTurns({ ports, ...others }: TurnsParts): Turns {
  const given = { ...others, ports: { ...ports, sourceIds: createSourceLedger() } };
  const registry = createTurnRegistry(given, (turnId, ended) => void repeatMissedRetries(parts, turnId, ended));
  const parts: StartParts = { ...given, registry };
  const visible = (turnId: string): TurnState => {
    if (!parts.turnRows.find(turnId)) throw notFound("turn");
    return registry.stateOf(turnId);
  };
  return {
    start: (conversationId, ask, key) => startTurn(parts, conversationId, ask, key),
    state: visible,
    logRange: (turnId) => ({ newest: visible(turnId).lastSeq, packed: parts.log.packedSeq(turnId) }),
    stop(turnId) {
      visible(turnId);
      registry.running(turnId)?.remote.stop();
    },
    stopPanelist(turnId, panelistId) {
      refuseUnknownSeat(visible(turnId), panelistId);
      registry.running(turnId)?.remote.stopPanelist(panelistId);
    },
    async retryPanelist(turnId, panelistId) {
      const turn = visible(turnId);
      refuseUnknownSeat(turn, panelistId);
      refuseUnaskedSeat(turn, panelistId);
      await retryPanelist(parts, turn, panelistId);
    },
    async askRest(turnId) {
      await askRest(parts, visible(turnId));
    },
    async judgeAgain(turnId, wish = {}) {
      await judgeAgain(parts, visible(turnId), wish);
    },
    chooseVerdict: (turnId, verdictId) => chooseVerdict(parts, visible(turnId), verdictId),
    rule: (turnId, wish) => rulePoint(parts, visible(turnId), wish),
    async askRebuttal(turnId, request) {
      await askRebuttal(parts, visible(turnId), request);
    },
    isGone: (turnId) => parts.turnRows.find(turnId) === null,
    async continue(turnId, { byItself } = { byItself: false }) {
      await continueTurn(parts, visible(turnId), byItself);
    },
    isRunning: (turnId) => registry.running(turnId) !== null,
    runningConversationIds: registry.conversationIds,
    runningCount: registry.count,
    stopConversation(conversationId) {
      for (const turn of registry.ofConversation(conversationId)) turn.remote.stop();
    },
    stopToken(tokenId) {
      for (const turn of registry.ofToken(tokenId)) turn.remote.stop();
    },
    breakOff: registry.breakOff,
    shutDown: registry.shutDown,
    abandon: registry.abandon,
  };
}

function refuseUnknownSeat(turn: TurnState, panelistId: PanelistId): void {
  if (!turn.panel.panelists.some((panelist) => panelist.id === panelistId)) throw notFound("panelist");
}

function refuseUnaskedSeat(turn: TurnState, panelistId: PanelistId): void {
  if (!askedSeats(turn).some(({ id }) => id === panelistId)) {
    throw conflict("This panelist was not asked in this turn. Ask the panel first.");
  }
}
