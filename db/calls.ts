import { and, desc, eq } from "drizzle-orm";
import type { Database } from "./client";
import { calls } from "./schema";

export type CallRole = "panelist" | "judge" | "synthesizer";
export type Call = Omit<typeof calls.$inferInsert, "id" | "role"> & { role: CallRole };
export type PastCall = Omit<typeof calls.$inferSelect, "id" | "turnId">;

export type Calls = {
  add(call: Call): void;
  /** The newest calls of a model in one role, newest first. */
  recent(model: string, role: CallRole, limit: number): PastCall[];
};

/** This installation's own history of model calls. */
export function createCalls(db: Database): Calls {
  return {
    add: (call) => {
      db.insert(calls).values(call).run();
    },
    recent: (model, role, limit) =>
      db
        .select()
        .from(calls)
        .where(and(eq(calls.model, model), eq(calls.role, role)))
        .orderBy(desc(calls.endedAt))
        .limit(limit)
        .all(),
  };
}
