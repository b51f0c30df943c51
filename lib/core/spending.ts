import { costOf, sumUsage } from "./cost";
import type { ModelName } from "./ids";
import type { ModelChunk, ServerToolUse, Usage } from "./model";
import type { TurnPorts } from "./ports";

type Finished = Extract<ModelChunk, { type: "finished" }>;
type Spent = { usage: Usage | null; costUsd: number | null };

/** What the calls of one answer have used so far. */
export type Spending = {
  /** A call begins; nobody bills it before its first token. */
  begin(): void;
  gotToken(): void;
  finish(finished: Finished, readTokens?: number | null): void;
  /** All finished calls together; the cost is null when that of any is unknown. */
  total(): Spent;
  /** What an answer that failed has cost all the same; nothing when no call gave a token. */
  wasted(): { spent?: Spent };
  serverToolUse(): { serverToolUse?: ServerToolUse };
  /** The tokens that a host read of a prompt which it silently cut; of the last such call. */
  cutContext(): { contextCut?: number };
};

/** Starts counting for the calls of one answer of this model. */
export function openSpending(model: ModelName, { priceOf }: Pick<TurnPorts, "priceOf">): Spending {
  let usage: Usage | null = null;
  let costUsd: number | null = 0;
  let finished = 0;
  let isOpen = false;
  let use: ServerToolUse | null = null;
  let cutTo: number | null = null;

  const total = (): Spent => ({ usage, costUsd: finished === 0 ? null : costUsd });
  return {
    begin() {
      isOpen = false;
    },
    gotToken() {
      isOpen = true;
    },
    finish(call, readTokens = null) {
      cutTo = readTokens ?? cutTo;
      const cost = costOf(call.costUsd, call.usage, priceOf(model));
      usage = sumUsage(usage, call.usage);
      costUsd = cost === null || costUsd === null ? null : costUsd + cost;
      finished += 1;
      isOpen = false;
      if (call.serverToolUse) use = sumOfUse(use, call.serverToolUse);
    },
    total,
    wasted() {
      if (isOpen) return { spent: { usage, costUsd: null } };
      return finished === 0 ? {} : { spent: total() };
    },
    cutContext: () => (cutTo === null ? {} : { contextCut: cutTo }),
    serverToolUse: () => (use ? { serverToolUse: use } : {}),
  };
}

function sumOfUse(a: ServerToolUse | null, b: ServerToolUse): ServerToolUse {
  return { calls: (a?.calls ?? 0) + b.calls, searches: (a?.searches ?? 0) + b.searches };
}
