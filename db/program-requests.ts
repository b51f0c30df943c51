import { and, desc, eq, gte } from "drizzle-orm";
import type { Database } from "./client";
import { programRequests } from "./schema";

export type StoredProgramRequest = typeof programRequests.$inferSelect;

export type ProgramRequestRows = {
  add(row: StoredProgramRequest): void;
  find(turnId: string): StoredProgramRequest | null;
  /** The newest request with this print since a time. */
  newestLike(print: string, since: number): StoredProgramRequest | null;
  /** Its client left before the answer was out. */
  setLost(turnId: string): void;
};

/** Queries over what programs sent. It goes with its turn. */
export function createProgramRequestRows(db: Database): ProgramRequestRows {
  const { turnId, print, createdAt } = programRequests;
  return {
    add: (row) => {
      db.insert(programRequests).values(row).run();
    },
    find: (id) => db.select().from(programRequests).where(eq(turnId, id)).get() ?? null,
    newestLike: (like, since) =>
      db
        .select()
        .from(programRequests)
        .where(and(eq(print, like), gte(createdAt, since)))
        .orderBy(desc(createdAt))
        .get() ?? null,
    setLost: (id) => {
      db.update(programRequests).set({ lost: true }).where(eq(turnId, id)).run();
    },
  };
}
