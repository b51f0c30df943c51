import { and, desc, eq, isNotNull, isNull, lt, or, type SQL, sql } from "drizzle-orm";
import type { Database } from "./client";
import { conversations } from "./schema";

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
  /** Pinned ones, newest first. */
  pinned(titleHas: string): ConversationRow[];
  /** Unpinned ones after a place, newest first. Archived ones are found by search only. */
  page(titleHas: string, after: ListPlace | null, limit: number): ConversationRow[];
  /** Removes deleted ones for good, with their turns. */
  purgeDeleted(): void;
};

/** Queries over conversations. */
export function createConversationRows(db: Database): ConversationRows {
  // SQLite ignores case for ASCII only.
  db.$client.function("folded", { deterministic: true }, (text) => foldCase(String(text)));

  const list = (conditions: (SQL | undefined)[]) =>
    db
      .select()
      .from(conversations)
      .where(and(isNull(conversations.deletedAt), ...conditions))
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
    pinned: (titleHas) => list([eq(conversations.pinned, true), found(titleHas)]).all(),
    page: (titleHas, after, limit) =>
      list([eq(conversations.pinned, false), found(titleHas), after ? isAfter(after) : undefined])
        .limit(limit)
        .all(),
    purgeDeleted: () => {
      db.delete(conversations).where(isNotNull(conversations.deletedAt)).run();
    },
  };
}

function found(titleHas: string): SQL {
  if (titleHas === "") return eq(conversations.archived, false);
  const pattern = `%${foldCase(titleHas).replace(/[\\%_]/g, (wildcard) => `\\${wildcard}`)}%`;
  return sql`folded(${conversations.title}) like ${pattern} escape '\\'`;
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
