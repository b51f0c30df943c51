import { estimateTokens } from "./judge-overflow";
import type { CallMessage, ModelRequest } from "./model";

/** What a model may hold when nobody knows it; small servers hold no more. */
const assumedContextTokens = 16_000;
/** More of a page than this costs more than it tells. */
const maxResultTokens = 8_000;
const minResultTokens = 200;
const usualOutputTokens = 4_000;
/** Steps for calls that could not be made, beyond those that could. */
const stepsBeyond = 3;

/** How often tools may still run in one answer, and how much of the context their results may take. */
export type ToolBudget = {
  /** Whether another call may be made. */
  isOpen(): boolean;
  /** Takes one call out; false = none is left. */
  take(): boolean;
  /** The room of one result in tokens while so many calls of a step are made together. */
  share(together: number): number;
  /** A step is over; these texts go with every later request. */
  spend(texts: readonly string[]): void;
};

/** The budget of one answer: `maxCalls` calls, a few steps more, and what is left of the model's context. */
export function openToolBudget(
  base: ModelRequest,
  messages: readonly CallMessage[],
  { maxCalls, contextTokens }: { maxCalls: number; contextTokens: number | null },
): ToolBudget {
  let room = roomFor(base, messages, contextTokens ?? assumedContextTokens);
  let used = 0;
  let steps = 0;
  return {
    isOpen: () => used < maxCalls && steps < maxCalls + stepsBeyond && room >= minResultTokens,
    take() {
      if (used >= maxCalls) return false;
      used += 1;
      return true;
    },
    share(together) {
      const share = Math.floor(room / Math.max(1, maxCalls - used + together));
      return Math.max(minResultTokens, Math.min(maxResultTokens, share));
    },
    spend(texts) {
      steps += 1;
      room -= texts.reduce((sum, text) => sum + estimateTokens(text), 0);
    },
  };
}

/** Tokens that all results together may take: the context without the prompt, the answer, and a fifth for safety. */
function roomFor(base: ModelRequest, messages: readonly CallMessage[], context: number): number {
  const output = Math.min(base.maxOutputTokens ?? usualOutputTokens, context / 4);
  const prompt = messages.reduce((sum, { content }) => sum + estimateTokens(content), 0);
  return Math.floor(context * 0.8 - output - prompt);
}
