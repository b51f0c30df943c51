import { and, desc, eq, isNotNull, isNull, lt, or, type SQL, sql } from "drizzle-orm";
import { searchQuery } from "@/lib/core/search-text";
import type { Database } from "./client";
import { conversations, turns } from "./schema";
import { isFoundInTurns } from "./search";

export type ConversationRow = typeof conversations.$inferSelect;
/** A place in the list: the last row that was given. */
export type ListPlace = { updatedAt: number; id: string };
/** What is left out or undefined stays as it is. */
type ConversationChange = {
  [Field in Exclude<keyof ConversationRow, "id" | "createdAt">]?: ConversationRow[Field] | undefined;
};

export type ConversationRows = {
  insert(row: ConversationRow): void;
  /** Also finds deleted ones. */
  find(id: string): ConversationRow | null;
  update(id: string, change: ConversationChange): void;
  /** Pinned ones, newest first. `typed`: words of the title or of a turn; "" = all. */
  pinned(typed: string): ConversationRow[];
  /** Unpinned ones after a place, newest first. Archived ones are found by search only. */
  page(typed: string, after: ListPlace | null, limit: number): ConversationRow[];
  /** The newest one of a program with its number of turns; `listed` false = one that expires. */
  newestOfClient(client: string, tokenId: string | null, listed: boolean): (ConversationRow & { turns: number }) | null;
  /** Removes deleted ones for good, with their turns. */
  purgeDeleted(): void;
  /** Removes those whose time is over. */
  purgeExpired(now: number): void;
};

/** Queries over conversations. */
export function createConversationRows(db: Database): ConversationRows {
  // SQLite ignores case for ASCII only.
  db.$client.function("folded", { deterministic: true }, (text) => foldCase(String(text)));

  const list = (conditions: (SQL | undefined)[]) =>
    db
      .select()
      .from(conversations)
      .where(and(isNull(conversations.deletedAt), isNull(conversations.expiresAt), ...conditions))
      .orderBy(desc(conversations.updatedAt), desc(conversations.id));

  return {
    insert: (row) => {
      db.insert(conversations).values(row).run();
    },
    find: (id) => db.select().from(conversations).where(eq(conversations.id, id)).get() ?? null,
    update: (id, change) => {
      if (Object.values(change).every((value) => value === undefined)) return;
      db.update(conversations).set(change).where(eq(conversations.id, id)).run();
    },
    pinned: (typed) => list([eq(conversations.pinned, true), found(typed)]).all(),
    page: (typed, after, limit) =>
      list([eq(conversations.pinned, false), found(typed), after ? isAfter(after) : undefined])
        .limit(limit)
        .all(),
    newestOfClient: (client, tokenId, listed) => {
      const { expiresAt, deletedAt } = conversations;
      const row = db
        .select()
        .from(conversations)
        .where(
          and(
            eq(conversations.client, client),
            tokenId === null ? isNull(conversations.tokenId) : eq(conversations.tokenId, tokenId),
            listed ? isNull(expiresAt) : isNotNull(expiresAt),
            isNull(deletedAt),
          ),
        )
        .orderBy(desc(conversations.createdAt), desc(sql`${conversations}.rowid`))
        .get();
      if (!row) return null;
      const count = { turns: sql<number>`count(*)`.mapWith(Number) };
      const counted = db.select(count).from(turns).where(eq(turns.conversationId, row.id)).get();
      return { ...row, turns: counted?.turns ?? 0 };
    },
    purgeExpired: (now) => {
      db.delete(conversations).where(lt(conversations.expiresAt, now)).run();
    },
    purgeDeleted: () => {
      db.delete(conversations).where(isNotNull(conversations.deletedAt)).run();
    },
  };
}

function found(typed: string): SQL {
  if (typed === "") return eq(conversations.archived, false);
  const pattern = `%${foldCase(typed).replace(/[\\%_]/g, (wildcard) => `\\${wildcard}`)}%`;
  const inTitle = sql`folded(${conversations.title}) like ${pattern} escape '\\'`;
  const query = searchQuery(typed);
  return query === null ? inTitle : sql`(${inTitle} or ${isFoundInTurns(query)})`;
}

function isAfter({ updatedAt, id }: ListPlace): SQL | undefined {
  return or(
    lt(conversations.updatedAt, updatedAt),
    and(eq(conversations.updatedAt, updatedAt), lt(conversations.id, id)),
  );
}

function foldCase(text: string): string {
  return text.normalize("NFKC").toLowerCase();
}
