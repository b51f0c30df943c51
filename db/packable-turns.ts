import { and, isNotNull, lte } from "drizzle-orm";
import type { Database } from "./client";
import { turns } from "./schema";

export type PackableTurns = {
  /** A turn that closed at that time or before and whose deltas may be packed; null = there is none. */
  next(closedUntil: number): string | null;
};

/** The turns whose logs wait to be packed. */
export function createPackableTurns(db: Database): PackableTurns {
  return {
    next: (closedUntil) =>
      db
        .select({ id: turns.id })
        .from(turns)
        .where(and(isNotNull(turns.packableSince), lte(turns.packableSince, closedUntil)))
        .limit(1)
        .get()?.id ?? null,
  };
}
