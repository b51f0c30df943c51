import { asc, eq } from "drizzle-orm";
import { z } from "zod";
import { ProviderKind } from "@/lib/core/model";
import type { Database } from "./client";
import { providers } from "./schema";

const StoredProvider = z.object({
  id: z.string(),
  label: z.string(),
  kind: ProviderKind,
  baseUrl: z.string(),
  sealedKey: z.string().nullable(),
  keyLast4: z.string().nullable(),
  createdAt: z.number(),
});
export type StoredProvider = z.infer<typeof StoredProvider>;

export type ProviderRows = {
  /** In the order they were added. */
  list(): StoredProvider[];
  find(id: string): StoredProvider | null;
  add(provider: StoredProvider): void;
  replace(provider: StoredProvider): void;
  remove(id: string): void;
  removeAll(): void;
};

/** The providers a person added; keys are sealed before they come here. */
export function createProviderRows(db: Database): ProviderRows {
  return {
    list: () =>
      db
        .select()
        .from(providers)
        .orderBy(asc(providers.createdAt), asc(providers.id))
        .all()
        .map((row) => StoredProvider.parse(row)),
    find: (id) => {
      const row = db.select().from(providers).where(eq(providers.id, id)).get();
      return row ? StoredProvider.parse(row) : null;
    },
    add: (provider) => {
      db.insert(providers).values(provider).run();
    },
    replace: ({ id, ...values }) => {
      db.update(providers).set(values).where(eq(providers.id, id)).run();
    },
    remove: (id) => {
      db.delete(providers).where(eq(providers.id, id)).run();
    },
    removeAll: () => {
      db.delete(providers).run();
    },
  };
}
