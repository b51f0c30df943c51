import { z } from "zod";
import { ModelName, PanelistId, VerdictId } from "./ids";
import { Ruling } from "./ruling";

/** What a person wants otherwise than the panel has it, for one verdict. */
export const VerdictWish = z.object({
  judge: ModelName.optional(),
  /** null = the judge's model. */
  synthesizer: ModelName.nullable().optional(),
  /** Added to the panel's own instructions of judge and synthesizer. */
  instructions: z.string().optional(),
  /** The answers that are judged; absent = all there are. */
  panelistIds: z.array(PanelistId).readonly().optional(),
  /** Present, even empty: no judge is asked, the final answer is written anew from the analysis of the current verdict. */
  rulings: z.array(Ruling).readonly().optional(),
  /** The verdict whose analysis stands then; absent = the current one. */
  basedOn: VerdictId.optional(),
  /** Rulings of verdicts before that bind this final answer too, as `carriedRulings` words them; absent = all. */
  carried: z.array(z.string()).readonly().optional(),
});
export type VerdictWish = z.infer<typeof VerdictWish>;
