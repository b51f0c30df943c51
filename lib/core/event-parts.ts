import { z } from "zod";
import { Failure } from "./failure";
import { PanelistId } from "./ids";
import { ToolCall } from "./model";

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

/** Words that a judge looked up: of an answer, or of the stored text of a source. */
export const LookedUp = z.union([
  z.object({ author: PanelistId, words: z.number().int().nonnegative() }),
  z.object({ sourceId: z.string(), words: z.number().int().nonnegative() }),
]);
export type LookedUp = z.infer<typeof LookedUp>;

/** How many quotes of a judge were checked, and how many of them are not in the answer it named. */
export const quoteCount = {
  quotes: z.object({ checked: z.number().int().nonnegative(), failed: z.number().int().nonnegative() }).optional(),
};
