import { z } from "zod";
import { Failure } from "./failure";
import { VerdictId } from "./ids";
import { ToolCall, Usage } from "./model";

/** A stored fact: its type, when it happened (ms since the epoch), and what it says. */
export function fact<Type extends string, Shape extends z.ZodRawShape>(type: Type, shape: Shape) {
  return z.object({ type: z.literal(type), at: z.number().int(), ...shape });
}

export const ofVerdict = { verdictId: VerdictId };

/** What a call used and cost in US dollars; null = unknown. */
export const spent = { usage: Usage.nullable(), costUsd: z.number().nonnegative().nullable() };
/** What a call that failed used all the same; absent = it gave no token, and nobody bills that. */
export const wasted = { spent: z.object(spent).optional() };

/** What a program is to run itself, with what the provider wants to see again; absent = nothing. */
export const handedOver = {
  functionCalls: z.array(ToolCall).optional(),
  replay: z.record(z.string(), z.unknown()).optional(),
};

/** A request failed, in the provider's words; the `try`th `of` so many goes out after that wait. */
export const retry = {
  try: z.number().int().min(2),
  of: z.number().int().min(2),
  waitMs: z.number().nonnegative(),
  failure: Failure,
};

/** How many quotes of a judge were checked, and how many of them are not in the answer it named. */
export const quoteCount = {
  quotes: z.object({ checked: z.number().int().nonnegative(), failed: z.number().int().nonnegative() }).optional(),
};
