import { z } from "zod";
import { PanelistId, PointId } from "./ids";
import { Rebuttal } from "./rebuttal-reply";
import type { Ruling } from "./ruling";

export const PointKind = z.enum(["consensus", "contradictions", "partial_coverage", "unique_insights", "blind_spots"]);
export type PointKind = z.infer<typeof PointKind>;

export const Stance = z.enum(["supports", "contradicts", "partly"]);
export type Stance = z.infer<typeof Stance>;

/** Careful judging, with the answers in two orders: found in both, in one only, or leaning to another side in each. */
export const OrderMark = z.enum(["stable", "one_order", "flips"]);
export type OrderMark = z.infer<typeof OrderMark>;

export const Basis = z.enum(["source", "reasoning", "own_knowledge", "none"]);
export type Basis = z.infer<typeof Basis>;

export const Trust = z.enum(["sourced", "plausible", "doubtful"]);
export type Trust = z.infer<typeof Trust>;

/**
 * How a quote was found: exactly, with words left out, or in nearly the same words. What is stored is always the author's
 * own text.
 */
export const QuoteCheck = z.enum(["verbatim", "elided", "near"]);
export type QuoteCheck = z.infer<typeof QuoteCheck>;

const Span = z.object({ start: z.number().int().nonnegative(), end: z.number().int().positive() });

/** One panelist's position inside a point; `start` and `end` are offsets of the quoted words in the stored answer. */
export const View = z.object({
  panelistId: PanelistId,
  /** Which attempt of the panelist the words are from. */
  attempt: z.number().int().positive(),
  stance: Stance,
  says: z.string(),
  quote: z.string(),
  check: QuoteCheck,
  start: z.number().int().nonnegative(),
  end: z.number().int().positive(),
  sources: z.array(z.string()),
  /** A negation stood right before the judge's words, so that the quote was extended to the start of their sentence. */
  clipped: z.boolean().optional(),
  /** Elided quotes: the stretches that the judge copied, as offsets in the stored answer. */
  parts: z.array(Span).optional(),
});
export type View = z.infer<typeof View>;

/** What the final answer of the turn before said on a point: always its own words. */
const SaidBefore = z.object({
  quote: z.string(),
  says: z.string(),
  /** Whether the point stands otherwise now; absent = not known. */
  changed: z.boolean().optional(),
});
export type SaidBefore = z.infer<typeof SaidBefore>;

export const UnverifiedView = z.object({ panelistId: PanelistId, says: z.string() });
export type UnverifiedView = z.infer<typeof UnverifiedView>;

/** One settled item of the analysis. `weight`: 3 would change the decision, 2 matters, 1 minor. */
export const Point = z.object({
  id: PointId,
  kind: PointKind,
  topic: z.string(),
  weight: z.union([z.literal(1), z.literal(2), z.literal(3)]),
  point: z.string(),
  views: z.array(View),
  /** Views whose quote is not in the answer: reported, never quoted, never counted. */
  unverified: z.array(UnverifiedView),
  /** Complete answers that say nothing on it; computed, never generated. Cut-off answers are not listed. */
  silent: z.array(PanelistId),
  favors: z.array(PanelistId),
  basis: Basis,
  why: z.string(),
  trust: Trust.nullable(),
  /** Blind spots: the words of the question that no answer covers. */
  ask: z.string().nullable(),
  /** What the server changed in the judge's point, one sentence a change. */
  notes: z.array(z.string()).default([]),
  /** What stands behind it: panelists quoted, and the sources they name with their domains; null when not counted. */
  evidence: z
    .object({
      panelists: z.number().int().nonnegative(),
      sources: z.number().int().nonnegative(),
      domains: z.number().int().nonnegative(),
    })
    .nullable()
    .default(null),
  /** Careful judging only. */
  order: OrderMark.optional(),
  /** Follow-ups only: it counts nowhere, and nobody stands for it. */
  before: SaidBefore.optional(),
});
export type Point = z.infer<typeof Point>;

/** A point of an earlier verdict that stands in a later one, with what its panelists said when asked again. */
export const KeptPoint = Point.extend({ rebuttal: Rebuttal.exactOptional() });
export type KeptPoint = z.infer<typeof KeptPoint>;

/** A point in the state of a turn, with what people did about it since. */
export type PointState = Point & { ruling?: Ruling; rebuttal?: Rebuttal };

/** A whole point that fell, and why; listed under "Unverified". */
export const DroppedPoint = z.object({
  reason: z.enum(["quote_missing", "bad_shape", "kind_not_allowed", "over_cap", "duplicate", "example_copied"]),
  topic: z.string(),
  says: z.string(),
  panelistIds: z.array(PanelistId),
});
export type DroppedPoint = z.infer<typeof DroppedPoint>;
