import { z } from "zod";
import { Claim } from "./claim";
import { fact, ofVerdict, wasted } from "./event-parts";
import { Failure } from "./failure";
import { ModelName, PanelistId } from "./ids";

/** Words that a judge looked up: of an answer, or of the stored text of a source. */
export const LookedUp = z.union([
  z.object({ author: PanelistId, words: z.number().int().nonnegative() }),
  z.object({ sourceId: z.string(), words: z.number().int().nonnegative() }),
]);
export type LookedUp = z.infer<typeof LookedUp>;

/** Panelist to the words that the judge does not read from then on, in place of what was told before; absent = none. */
const leftOut = { omitted: z.record(z.string(), z.number().int().positive()).optional() };

/** How a judge reads answers that are too long for it (judge.md section 16). */
export const readingEvents = [
  /** A long answer is read as its claims, or why not. */
  fact("answer-mapped", {
    ...ofVerdict,
    ...wasted,
    /** The panelist whose answer it is. */
    author: PanelistId,
    model: ModelName,
    claims: z.array(Claim).optional(),
    failure: Failure.optional(),
    ...leftOut,
  }),
  /** One step in which the judge looked up what it does not read whole. */
  fact("passages-read", {
    ...ofVerdict,
    ...wasted,
    model: ModelName,
    passages: z.array(LookedUp),
    /** Why it looked up nothing more. */
    failure: Failure.optional(),
    ...leftOut,
  }),
  /** The judge compared a few answers that are too long to be read together. */
  fact("window-judged", {
    ...ofVerdict,
    ...wasted,
    model: ModelName,
    authors: z.array(PanelistId),
    /** How many points it found; they stand in the prompt of the call that joins them. */
    points: z.number().int().nonnegative(),
    failure: Failure.optional(),
    ...leftOut,
  }),
] as const;
