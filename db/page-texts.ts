import { and, eq } from "drizzle-orm";
import type { Database } from "./client";
import { pageTexts } from "./schema";

export type PageTexts = {
  /** Keeps the text of a page for its turn; a page that is read again replaces what was kept. */
  keep(page: typeof pageTexts.$inferInsert): void;
  /** The text that was read in a turn under a canonical address; null = none is kept. */
  textOf(turnId: string, url: string): string | null;
};

/** Queries over the texts of pages. They go with their turn. */
export function createPageTexts(db: Database): PageTexts {
  return {
    keep: (page) => {
      const target = [pageTexts.turnId, pageTexts.url];
      const { text, readAt } = page;
      db.insert(pageTexts).values(page).onConflictDoUpdate({ target, set: { text, readAt } }).run();
    },
    textOf: (turnId, url) =>
      db
        .select({ text: pageTexts.text })
        .from(pageTexts)
        .where(and(eq(pageTexts.turnId, turnId), eq(pageTexts.url, url)))
        .get()?.text ?? null,
  };
}
