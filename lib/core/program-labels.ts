import { z } from "zod";

/** What a program wants kept with its turn, to find it again. */
export const ProgramLabels = z.object({
  metadata: z.record(z.string(), z.string()),
  user: z.string().nullable(),
  session: z.string().nullable(),
});
export type ProgramLabels = z.infer<typeof ProgramLabels>;

/** The labels as pairs of name and value, in the order people look for them; empty = it sent none. */
export function labelPairs({ metadata, user, session }: ProgramLabels): [name: string, value: string][] {
  return [
    ...Object.entries(metadata),
    ...(user === null ? [] : ([["user", user]] satisfies [string, string][])),
    ...(session === null ? [] : ([["session", session]] satisfies [string, string][])),
  ];
}
