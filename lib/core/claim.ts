import { z } from "zod";

/** One claim of a long answer, read in its place: what it says, in whose words, resting on which sources. */
export const Claim = z.object({ claim: z.string(), quote: z.string(), sources: z.array(z.string()) });
export type Claim = z.infer<typeof Claim>;
