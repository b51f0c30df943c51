import { eq, like, notLike } from "drizzle-orm";
import type { Database } from "./client";
import { settings } from "./schema";

export type SettingRows = {
  /** The stored text of a setting, or null. */
  get(key: string): string | null;
  set(key: string, value: string): void;
  /** All settings whose key begins with the prefix. */
  list(prefix: string): { key: string; value: string }[];
  remove(key: string): void;
  /** Forgets every setting except those whose key begins with the prefix. */
  removeAllExcept(prefix: string): void;
};

/** Small facts by key. Prefixes are literals of our own code: no `%` or `_` in them. */
export function createSettingRows(db: Database): SettingRows {
  return {
    get: (key) => db.select().from(settings).where(eq(settings.key, key)).get()?.value ?? null,
    set: (key, value) => {
      db.insert(settings).values({ key, value }).onConflictDoUpdate({ target: settings.key, set: { value } }).run();
    },
    list: (prefix) =>
      db
        .select()
        .from(settings)
        .where(like(settings.key, `${prefix}%`))
        .all(),
    remove: (key) => {
      db.delete(settings).where(eq(settings.key, key)).run();
    },
    removeAllExcept: (prefix) => {
      db.delete(settings)
        .where(notLike(settings.key, `${prefix}%`))
        .run();
    },
  };
}
