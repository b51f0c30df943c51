import { z } from "zod";
import { PointId } from "./ids";

const Spans = z.array(z.object({ start: z.number().int().nonnegative(), end: z.number().int().positive() }));

/** What checking a final answer by code has found (judge.md section 15). Offsets are UTF-16 units of its stored text. */
export const AuditFindings = z.object({
  /** Source marks that named no row of the table; they were removed. */
  unknownSources: z.array(z.string()),
  /** Cited sources that nobody opened or found: the panelists only named them. */
  unopenedSources: z.array(z.string()),
  /** Numbers that stand in no answer, source or question. */
  newNumbers: z.array(z.string()),
  /** Quoted words that stand nowhere. */
  unverifiedQuotations: z.array(z.string()),
  /** Points of weight 3 that it does not address. */
  unaddressed: z.array(PointId),
  /** Words about panelists by letter, which a reader cannot understand. */
  wording: z.array(z.string()),
  /** The format that the request orders, where the answer does not parse as it. */
  unparsed: z.array(z.string()).default([]),
  /** Sentences that no panelist said. */
  unsaid: Spans,
});
export type AuditFindings = z.infer<typeof AuditFindings>;
