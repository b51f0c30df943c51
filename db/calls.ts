import { and, desc, eq, sql } from "drizzle-orm";
import type { Database } from "./client";
import { calls, judgings } from "./schema";

/** `router`: it only chose who answers. */
export type CallRole = "router" | "panelist" | "judge" | "synthesizer";
export type Call = Omit<typeof calls.$inferInsert, "id" | "role"> & { role: CallRole };
export type PastCall = Omit<typeof calls.$inferSelect, "id" | "turnId">;

export type Judging = Omit<typeof judgings.$inferInsert, "id">;

/** How a judge model has done here; quotes of failed judgings count too. */
type JudgeTally = {
  model: string;
  /** Judgings that gave an analysis, and those that did not. */
  verdicts: number;
  failedVerdicts: number;
  quotesChecked: number;
  quotesFailed: number;
};

export type Calls = {
  add(call: Call): void;
  addJudging(judging: Judging): void;
  /** Every model that has judged here, the one used last first. */
  judges(): JudgeTally[];
  /** The newest calls of a model in one role, newest first. */
  recent(model: string, role: CallRole, limit: number): PastCall[];
};

const total = (column: typeof judgings.quotesChecked | typeof judgings.quotesFailed) =>
  sql<number>`sum(${column})`.mapWith(Number);

/** This installation's own history of model calls and of judgings. */
export function createCalls(db: Database): Calls {
  return {
    add: (call) => {
      db.insert(calls).values(call).run();
    },
    addJudging: (judging) => {
      db.insert(judgings).values(judging).run();
    },
    judges: () =>
      db
        .select({
          model: judgings.model,
          verdicts: sql<number>`sum(not ${judgings.failed})`.mapWith(Number),
          failedVerdicts: sql<number>`sum(${judgings.failed})`.mapWith(Number),
          quotesChecked: total(judgings.quotesChecked),
          quotesFailed: total(judgings.quotesFailed),
        })
        .from(judgings)
        .groupBy(judgings.model)
        .orderBy(desc(sql`max(${judgings.endedAt})`), judgings.model)
        .all(),
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
