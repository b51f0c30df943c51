import { type SQL, sql } from "drizzle-orm";
import { indexForm, type SearchTexts } from "@/lib/core/search-text";
import type { Database } from "./client";
import { conversations } from "./schema";

export type SearchIndex = {
  /** Makes a turn findable by these texts, in place of what it was found by before. */
  keep(turnId: string, texts: SearchTexts): void;
  /** Closed turns that are not in the index: those of older versions. */
  missing(limit: number): string[];
};

/** The full-text index over questions, answers and final answers. */
export function createSearchIndex(db: Database): SearchIndex {
  const client = db.$client;
  const forget = client.prepare("delete from search_rows where turn_id = ?");
  const addRow = client.prepare("insert into search_rows (turn_id) values (?)");
  const addTexts = client.prepare("insert into search_index (rowid, question, answers, final) values (?, ?, ?, ?)");
  const missing = client
    .prepare<[number], string>(
      "select id from turns where status <> 'running' and id not in (select turn_id from search_rows) limit ?",
    )
    .pluck();

  const keep = client.transaction((turnId: string, { question, answers, final }: SearchTexts) => {
    forget.run(turnId);
    const { lastInsertRowid } = addRow.run(turnId);
    addTexts.run(lastInsertRowid, indexForm(question), indexForm(answers), indexForm(final));
  });

  return { keep, missing: (limit) => missing.all(limit) };
}

/** The condition on a conversation that one of its turns holds what an FTS5 query asks for. */
export function isFoundInTurns(query: string): SQL {
  const found = sql`select turn_id from search_rows where id in (select rowid from search_index where search_index match ${query})`;
  return sql`${conversations.id} in (select conversation_id from turns where id in (${found}))`;
}
