import { z } from "zod";

/** A point that the turn before decided, as judge and synthesizer of a follow-up read it (judge.md section 17). */
export const PreviousPoint = z.object({
  topic: z.string(),
  /** What was decided; empty = only the ruling says it. */
  says: z.string(),
  /** Words of the final answer of that turn, which is the last message of `context`. */
  quote: z.string(),
  /** How the user decided it, in words. */
  ruling: z.string().optional(),
});
export type PreviousPoint = z.infer<typeof PreviousPoint>;
