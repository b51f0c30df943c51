import { and, asc, desc, eq, isNull, lt, sql } from "drizzle-orm";
import { searchTextsOf } from "@/lib/core/search-text";
import type { TurnState } from "@/lib/core/turn";
import type { Database } from "./client";
import { conversations, turnStates, turns } from "./schema";
import { createSearchIndex } from "./search";

export type TurnRow = typeof turns.$inferSelect;
type SavedState = { lastSeq: number; state: TurnState };

export type TurnRows = {
  insert(row: TurnRow): void;
  /** A turn of a conversation that is not deleted. */
  find(turnId: string): TurnRow | null;
  ofConversation(conversationId: string): TurnRow[];
  newestOf(conversationId: string): TurnRow | null;
  byIdempotencyKey(conversationId: string, key: string): TurnRow | null;
  /** The newest turn of a program, in any of its conversations, that came with this key. */
  byClientKey(client: string, tokenId: string | null, key: string): TurnRow | null;
  /** Turns that an earlier process left running. */
  leftRunning(epoch: number): TurnRow[];
  /** Marks a turn as running in this process. */
  setRunning(turnId: string, epoch: number): void;
  /** Keeps the folded state of a turn that closed, and makes it findable; its conversation counts as changed. */
  close(state: TurnState): void;
  /** Keeps a state again to which something was added after the turn closed. */
  saveState(state: TurnState): void;
  savedState(turnId: string): SavedState | null;
};

/** Queries over turns and their folded states. */
export function createTurnRows(db: Database): TurnRows {
  const searchIndex = createSearchIndex(db);
  const inOrder = [asc(turns.createdAt), asc(sql`${turns}.rowid`)];
  const update = (turnId: string, change: Partial<TurnRow>) => {
    db.update(turns).set(change).where(eq(turns.id, turnId)).run();
  };
  const saveState = (state: TurnState) => {
    const saved = { turnId: state.id, lastSeq: state.lastSeq, state: JSON.stringify(state) };
    db.insert(turnStates).values(saved).onConflictDoUpdate({ target: turnStates.turnId, set: saved }).run();
  };
  return {
    insert: (row) => {
      db.insert(turns).values(row).run();
    },
    find: (turnId) => findVisible(db, turnId),
    ofConversation: (conversationId) =>
      db
        .select()
        .from(turns)
        .where(eq(turns.conversationId, conversationId))
        .orderBy(...inOrder)
        .all(),
    newestOf: (conversationId) =>
      db
        .select()
        .from(turns)
        .where(eq(turns.conversationId, conversationId))
        .orderBy(desc(turns.createdAt), desc(sql`${turns}.rowid`))
        .get() ?? null,
    byIdempotencyKey: (conversationId, key) =>
      db
        .select()
        .from(turns)
        .where(and(eq(turns.conversationId, conversationId), eq(turns.idempotencyKey, key)))
        .get() ?? null,
    byClientKey: (client, tokenId, key) => findByClientKey(db, { client, tokenId, key }),
    leftRunning: (epoch) =>
      db
        .select()
        .from(turns)
        .where(and(eq(turns.status, "running"), lt(turns.epoch, epoch)))
        .all(),
    setRunning: (turnId, epoch) => update(turnId, { status: "running", epoch, packableSince: null }),
    close: (state) => {
      update(state.id, { status: state.status, packableSince: state.endedAt ?? state.openedAt });
      const touched = { updatedAt: state.endedAt ?? state.openedAt };
      db.update(conversations).set(touched).where(eq(conversations.id, state.conversationId)).run();
      saveState(state);
      searchIndex.keep(state.id, searchTextsOf(state));
    },
    saveState,
    savedState: (turnId) => {
      const row = db.select().from(turnStates).where(eq(turnStates.turnId, turnId)).get();
      return row ? { lastSeq: row.lastSeq, state: parseSavedState(row.state) } : null;
    },
  };
}

type ClientKey = { client: string; tokenId: string | null; key: string };

function findByClientKey(db: Database, { client, tokenId, key }: ClientKey): TurnRow | null {
  const found = db
    .select({ turn: turns })
    .from(turns)
    .innerJoin(conversations, eq(conversations.id, turns.conversationId))
    .where(
      and(
        eq(conversations.client, client),
        tokenId === null ? isNull(conversations.tokenId) : eq(conversations.tokenId, tokenId),
        isNull(conversations.deletedAt),
        eq(turns.idempotencyKey, key),
      ),
    )
    .orderBy(desc(turns.createdAt))
    .get();
  return found?.turn ?? null;
}

function findVisible(db: Database, turnId: string): TurnRow | null {
  const found = db
    .select({ turn: turns })
    .from(turns)
    .innerJoin(conversations, eq(conversations.id, turns.conversationId))
    .where(and(eq(turns.id, turnId), isNull(conversations.deletedAt)))
    .get();
  return found?.turn ?? null;
}

/** Only `close` writes this column, from a TurnState; the log can always rebuild it. So it is trusted, not validated. */
function parseSavedState(text: string): TurnState {
  return JSON.parse(text) as TurnState;
}
