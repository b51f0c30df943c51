import type { ConversationRows } from "@/db/conversations";
import type { TurnEvent } from "@/lib/core/events";
import type { TurnPorts } from "@/lib/core/ports";
import { runTurn, type TurnRequest } from "@/lib/core/run-turn";
import { titleOf } from "@/lib/core/title";
import { createTurnControl } from "@/lib/core/turn-control";
import type { ProgramRequests } from "./program-requests";
import { conflict, notFound } from "./refusals";
import type { Tokens } from "./tokens";
import type { RegistryParts, TurnRegistry } from "./turn-registry";
import { prepareTurn, type TurnAsk, type TurnRequestParts } from "./turn-request";

export type StartParts = RegistryParts &
  Pick<TurnRequestParts, "panelOf" | "providerOf"> & {
    registry: TurnRegistry;
    conversationRows: ConversationRows;
    ports: TurnPorts;
    /** Which owner of the database this process is. */
    epoch: number;
    tokens: Pick<Tokens, "refuseSpent" | "book">;
    programRequests: Pick<ProgramRequests, "keep">;
    rememberPanel: (panelId: string) => void;
  };

/** Stores the question and starts the work, which goes on whoever watches. The same key gives the same turn again. */
export async function startTurn(
  parts: StartParts,
  conversationId: string,
  ask: TurnAsk,
  idempotencyKey: string | null,
): Promise<{ turnId: string }> {
  const { registry, turnRows } = parts;
  const { ports, payer } = meansOf(parts, ask);
  const twin = () => (idempotencyKey ? turnRows.byIdempotencyKey(conversationId, idempotencyKey) : null);
  refuseUnknown(parts, conversationId);
  const earlier = twin();
  if (earlier) return { turnId: earlier.id };
  registry.refuseWhileShuttingDown();
  const request = prepareTurn({ ...parts, stateOf: registry.stateOf, newId: ports.newId }, conversationId, ask);
  const remote = createTurnControl();
  const rest = runTurn(request, ports, remote);
  const first = await takeFirst(rest);

  // Nothing waits from here to the insert, so of two requests at once only one starts.
  const racer = twin();
  if (racer) return { turnId: racer.id };
  if (!ask.program && registry.ofConversation(conversationId).length > 0) {
    throw conflict("A turn of this conversation is still running. Wait for it, or stop it.");
  }
  const alongside = () => {
    insertTurn(parts, request, { idempotencyKey, at: first.at });
    if (ask.program?.kept) parts.programRequests.keep(request.turnId, ask.program.kept, first.at);
  };
  const { turnId } = request;
  registry.launch({
    turnId,
    conversationId,
    from: null,
    first,
    rest,
    remote,
    alongside,
    payer,
    sourceIds: ports.sourceIds,
  });
  if (ask.panelId !== undefined && !ask.program) parts.rememberPanel(ask.panelId);
  return { turnId };
}

/** What a turn is asked with, and who pays. */
function meansOf(parts: StartParts, { program }: TurnAsk) {
  if (!program) return { ports: parts.ports, payer: undefined };
  const { tokenId } = program;
  const ports = withinCap(parts, tokenId);
  if (tokenId === null) return { ports, payer: undefined };
  return { ports, payer: { tokenId, book: (spent: number) => parts.tokens.book(tokenId, spent) } };
}

/**
 * The ports of a program's turn. One that is paid by a token: every call is refused once its cap is reached, by whatever
 * turn. It stands apart from the turns beside it, and so do its sources.
 */
function withinCap({ ports: { sourceIds: _apart, ...ports }, tokens }: StartParts, tokenId: string | null): TurnPorts {
  if (tokenId === null) return ports;
  return {
    ...ports,
    async *streamModel(request) {
      tokens.refuseSpent(tokenId);
      yield* ports.streamModel(request);
    },
  };
}

/** The first event of a turn; it comes before any call is made. */
export async function takeFirst(events: AsyncGenerator<TurnEvent>): Promise<TurnEvent> {
  const { done, value } = await events.next();
  if (done) throw new Error("A turn gave no event.");
  return value;
}

function refuseUnknown({ conversationRows }: StartParts, conversationId: string): void {
  const conversation = conversationRows.find(conversationId);
  if (!conversation || conversation.deletedAt !== null) throw notFound("conversation");
}

function insertTurn(
  { turnRows, conversationRows, epoch }: StartParts,
  request: TurnRequest,
  { idempotencyKey, at }: { idempotencyKey: string | null; at: number },
): void {
  const { turnId, conversationId, parentTurnId, question, mode, panel } = request;
  turnRows.insert({
    id: turnId,
    conversationId,
    parentTurnId,
    question,
    mode,
    panel: JSON.stringify(panel),
    status: "running",
    epoch,
    idempotencyKey,
    createdAt: at,
    packedSeq: 0,
    packableSince: null,
  });
  const isUntitled = conversationRows.find(conversationId)?.title === "";
  conversationRows.update(conversationId, { updatedAt: at, ...(isUntitled ? { title: titleOf(question) } : {}) });
}
