import { z } from "zod";

/** What a program wants kept with its turn, to find it again. */
export const ProgramLabels = z.object({
  metadata: z.record(z.string(), z.string()),
  user: z.string().nullable(),
  session: z.string().nullable(),
});
export type ProgramLabels = z.infer<typeof ProgramLabels>;
