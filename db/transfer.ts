import { and, asc, eq, inArray, isNull } from "drizzle-orm";
import type { StoredEvent } from "@/lib/core/events";
import { searchTextsOf } from "@/lib/core/search-text";
import type { TurnState } from "@/lib/core/turn";
import type { Database } from "./client";
import type { ConversationRow } from "./conversations";
import { conversations, pageTexts, turnEvents, turnStates, turns } from "./schema";
import { createSearchIndex } from "./search";

type Page = { url: string; text: string; readAt: number };

/** A closed turn from a file: its log, what that folds to, and when it was asked. */
export type IncomingTurn = {
  state: TurnState;
  events: readonly StoredEvent[];
  createdAt: number;
  pages: readonly Page[];
};

export type TransferRows = {
  /** What was read on the web in a turn. */
  pagesOf(turnId: string): Page[];
  /** Ids of conversations that are neither deleted nor about to expire, oldest first. */
  conversationIds(): string[];
  /** The newest seq of a turn and its conversation, deleted or not; null = there is no such turn. */
  findTurn(turnId: string): { conversationId: string; lastSeq: number } | null;
  /** Adds an empty conversation that nobody sees yet, and that is gone after the next start. */
  stage(conversation: ConversationRow): void;
  /** Adds a turn to it. */
  stageTurn(turn: IncomingTurn, epoch: number): void;
  /** Shows conversations, with the time of their last change; those that were deleted come back. */
  reveal(shown: readonly { id: string; updatedAt: number }[]): void;
  drop(conversationIds: readonly string[]): void;
  /** Runs the work so that all of it happens or none. */
  together<Result>(work: () => Result): Result;
};

/** What export and import need of the tables. */
export function createTransferRows(db: Database): TransferRows {
  const searchIndex = createSearchIndex(db);
  return {
    pagesOf: (turnId) =>
      db
        .select({ url: pageTexts.url, text: pageTexts.text, readAt: pageTexts.readAt })
        .from(pageTexts)
        .where(eq(pageTexts.turnId, turnId))
        .all(),
    conversationIds: () =>
      db
        .select({ id: conversations.id })
        .from(conversations)
        .where(and(isNull(conversations.deletedAt), isNull(conversations.expiresAt)))
        .orderBy(asc(conversations.createdAt), asc(conversations.id))
        .all()
        .map(({ id }) => id),
    findTurn: (turnId) =>
      db
        .select({ conversationId: turns.conversationId, lastSeq: turnStates.lastSeq })
        .from(turns)
        .innerJoin(turnStates, eq(turnStates.turnId, turns.id))
        .where(eq(turns.id, turnId))
        .get() ?? null,
    stage: (conversation) => {
      db.insert(conversations).values(conversation).run();
    },
    stageTurn: (turn, epoch) =>
      db.transaction(() => {
        insertTurn(db, turn, epoch);
        searchIndex.keep(turn.state.id, searchTextsOf(turn.state));
      }),
    reveal: (shown) => {
      for (const { id, updatedAt } of shown) {
        db.update(conversations).set({ deletedAt: null, updatedAt }).where(eq(conversations.id, id)).run();
      }
    },
    drop: (conversationIds) => {
      db.delete(conversations)
        .where(inArray(conversations.id, [...conversationIds]))
        .run();
    },
    together: (work) => db.transaction(work),
  };
}

/** Its events may be packed, so nobody can follow it from its beginning. */
function insertTurn(db: Database, { state, events, createdAt, pages }: IncomingTurn, epoch: number): void {
  const { id, conversationId, parentTurnId, question, mode, panel, status, lastSeq } = state;
  db.insert(turns)
    .values({
      id,
      conversationId,
      parentTurnId,
      question,
      mode,
      panel: JSON.stringify(panel),
      status,
      epoch,
      createdAt,
      packedSeq: lastSeq,
    })
    .run();
  for (const { seq, ...event } of events) {
    db.insert(turnEvents)
      .values({ turnId: id, seq, type: event.type, data: JSON.stringify(event) })
      .run();
  }
  db.insert(turnStates)
    .values({ turnId: id, lastSeq, state: JSON.stringify(state) })
    .run();
  for (const page of pages)
    db.insert(pageTexts)
      .values({ turnId: id, ...page })
      .onConflictDoNothing()
      .run();
}
