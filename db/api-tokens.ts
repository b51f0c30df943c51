import { and, asc, eq, isNotNull, isNull, sql } from "drizzle-orm";
import { z } from "zod";
import { CapPeriod, TokenScope } from "@/lib/core/api-tokens";
import type { Database } from "./client";
import { apiTokenSpending, apiTokens } from "./schema";

const StoredToken = z.object({
  id: z.string(),
  name: z.string(),
  prefix: z.string(),
  hash: z.string(),
  scopes: z
    .string()
    .transform((text): unknown => JSON.parse(text))
    .pipe(z.array(TokenScope)),
  capMicroUsd: z.number().nullable(),
  capPeriod: CapPeriod,
  keepsHistory: z.boolean(),
  createdAt: z.number(),
  lastUsedAt: z.number().nullable(),
  revokedAt: z.number().nullable(),
});
export type StoredToken = z.infer<typeof StoredToken>;
/** What is left out or undefined stays as it is. */
type TokenChange = { [Field in Exclude<keyof StoredToken, "id">]?: StoredToken[Field] | undefined };

export type ApiTokenRows = {
  /** Those that are not revoked, in the order they were made. */
  list(): StoredToken[];
  /** Also finds revoked ones. */
  find(id: string): StoredToken | null;
  byPrefix(prefix: string): StoredToken | null;
  add(token: StoredToken): void;
  update(id: string, change: TokenChange): void;
  /** Adds micro-dollars to a calendar month such as `2026-11`. */
  addSpending(tokenId: string, month: string, microUsd: number): void;
  /** Micro-dollars of one month and of all. */
  spending(tokenId: string, month: string): { month: number; total: number };
  /** Removes revoked ones for good. */
  purgeRevoked(): void;
};

/** The tokens that programs come with, and what was spent on each. */
export function createApiTokenRows(db: Database): ApiTokenRows {
  const parsed = (row: unknown) => (row === undefined ? null : StoredToken.parse(row));
  const total = sql<number>`coalesce(sum(${apiTokenSpending.microUsd}), 0)`.mapWith(Number);
  return {
    list: () =>
      db
        .select()
        .from(apiTokens)
        .where(isNull(apiTokens.revokedAt))
        .orderBy(asc(apiTokens.createdAt), asc(apiTokens.id))
        .all()
        .map((row) => StoredToken.parse(row)),
    find: (id) => parsed(db.select().from(apiTokens).where(eq(apiTokens.id, id)).get()),
    byPrefix: (prefix) => parsed(db.select().from(apiTokens).where(eq(apiTokens.prefix, prefix)).get()),
    add: ({ scopes, ...token }) => {
      db.insert(apiTokens)
        .values({ ...token, scopes: JSON.stringify(scopes) })
        .run();
    },
    update: (id, { scopes, ...change }) => {
      const values = { ...change, ...(scopes && { scopes: JSON.stringify(scopes) }) };
      if (Object.values(values).every((value) => value === undefined)) return;
      db.update(apiTokens).set(values).where(eq(apiTokens.id, id)).run();
    },
    addSpending: (tokenId, month, microUsd) => {
      // A turn may outlive its token: then there is nothing to book on.
      const known = db.select({ id: apiTokens.id }).from(apiTokens).where(eq(apiTokens.id, tokenId)).get();
      if (!known || microUsd <= 0) return;
      db.insert(apiTokenSpending)
        .values({ tokenId, month, microUsd })
        .onConflictDoUpdate({
          target: [apiTokenSpending.tokenId, apiTokenSpending.month],
          set: { microUsd: sql`${apiTokenSpending.microUsd} + ${microUsd}` },
        })
        .run();
    },
    spending: (tokenId, month) => {
      const ofToken = eq(apiTokenSpending.tokenId, tokenId);
      const sum = (condition: typeof ofToken | undefined) =>
        db.select({ total }).from(apiTokenSpending).where(condition).get()?.total ?? 0;
      return { month: sum(and(ofToken, eq(apiTokenSpending.month, month))), total: sum(ofToken) };
    },
    purgeRevoked: () => {
      db.delete(apiTokens).where(isNotNull(apiTokens.revokedAt)).run();
    },
  };
}
