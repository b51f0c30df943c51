import { eq } from "drizzle-orm";
import type { Database } from "./client";
import { instance } from "./schema";

/** Takes the database over for this process: the epoch counts its owners. */
export function beginEpoch(db: Database, now: number): number {
  const before = db.select().from(instance).where(eq(instance.id, 1)).get();
  const row = { id: 1, epoch: (before?.epoch ?? 0) + 1, startedAt: now };
  db.insert(instance).values(row).onConflictDoUpdate({ target: instance.id, set: row }).run();
  return row.epoch;
}
