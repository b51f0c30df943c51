import { eq } from "drizzle-orm";
import { z } from "zod";
import { CatalogModel } from "@/lib/core/model";
import type { Database } from "./client";
import { catalogs } from "./schema";

type StoredCatalog = { models: CatalogModel[]; fetchedAt: number };

export type CatalogRows = {
  /** The last list a provider gave; null when there is none that this version can read. */
  find(providerId: string): StoredCatalog | null;
  save(providerId: string, catalog: StoredCatalog): void;
  remove(providerId: string): void;
  removeAll(): void;
};

/** The last model list of each provider. */
export function createCatalogRows(db: Database): CatalogRows {
  return {
    find: (providerId) => {
      const row = db.select().from(catalogs).where(eq(catalogs.providerId, providerId)).get();
      if (!row) return null;
      // A cache: what an older version wrote differently is fetched again instead of failing.
      const models = z.array(CatalogModel).safeParse(JSON.parse(row.models));
      return models.success ? { models: models.data, fetchedAt: row.fetchedAt } : null;
    },
    save: (providerId, { models, fetchedAt }) => {
      const values = { models: JSON.stringify(models), fetchedAt };
      db.insert(catalogs)
        .values({ providerId, ...values })
        .onConflictDoUpdate({ target: catalogs.providerId, set: values })
        .run();
    },
    remove: (providerId) => {
      db.delete(catalogs).where(eq(catalogs.providerId, providerId)).run();
    },
    removeAll: () => {
      db.delete(catalogs).run();
    },
  };
}
