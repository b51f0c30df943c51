import { z } from "zod";
import { Basis, PointKind, Trust } from "./analysis";

/** The judge's wire format, one JSON object a line (judge.md section 8). Violations that lose nothing are mended here. */

const kindNames: Readonly<Record<string, PointKind | "end">> = {
  consensus: "consensus",
  contradiction: "contradictions",
  contradictions: "contradictions",
  partial_coverage: "partial_coverage",
  partial_coverages: "partial_coverage",
  unique_insight: "unique_insights",
  unique_insights: "unique_insights",
  blind_spot: "blind_spots",
  blind_spots: "blind_spots",
  end: "end",
};

const longestQuote = 400;

/** At most so many characters, cut at a word. */
function clip(text: string, max: number): string {
  if (text.length <= max) return text;
  const cut = text.slice(0, max - 1);
  return `${cut.slice(0, Math.max(cut.lastIndexOf(" "), max / 2))}…`;
}

const words = (min: number, max: number) =>
  z
    .string()
    .trim()
    .min(min)
    .transform((text) => clip(text, max));
const optionalWords = (max: number) =>
  z
    .string()
    .trim()
    .catch("")
    .transform((text) => clip(text, max));

/** A quote that is too long is cut at a word, and says nothing of it: a sign of omission would be looked for. */
function cutQuote(text: string): string {
  if (text.length <= longestQuote) return text;
  const cut = text.slice(0, longestQuote);
  return cut.slice(0, Math.max(cut.search(/\s\S*$/), longestQuote / 2)).trim();
}

const WireView = z.object({
  by: z.string().trim(),
  quote: z.string().trim().min(6).transform(cutQuote),
  says: optionalWords(200),
  sources: z
    .array(z.string().regex(/^S\d{1,3}$/))
    .max(4)
    .catch([]),
  part: z.boolean().catch(false),
  /** Views of the previous verdict only: the answers say otherwise. */
  changed: z.boolean().optional().catch(undefined),
});
export type WireView = z.infer<typeof WireView>;

/** Views that do not have the shape are dropped, not the point. */
const WireViews = z
  .array(z.unknown())
  .catch([])
  .transform((views) => views.flatMap((view) => WireView.safeParse(view).data ?? []));

export const WireKind = z
  .string()
  .transform(
    (kind) =>
      kindNames[
        kind
          .trim()
          .toLowerCase()
          .replace(/[\s-]+/g, "_")
      ],
  )
  .refine((kind) => kind !== undefined, "Unknown kind.");

export const WirePoint = z
  .object({
    kind: WireKind.pipe(PointKind),
    topic: words(2, 100),
    weight: z.union([z.literal(1), z.literal(2), z.literal(3)]).catch(2),
    views: WireViews,
    favors: z.array(z.string()).catch([]),
    basis: Basis.catch("none"),
    why: optionalWords(400),
    trust: Trust.catch("plausible"),
    ask: z.string().trim().max(300).nullable().catch(null),
    point: optionalWords(400),
  })
  .refine((line) => line.kind === "contradictions" || line.point.length >= 3, "The point is missing.")
  .refine(
    (line) => line.kind !== "contradictions" || line.views.every((view) => view.says !== ""),
    "A side says nothing.",
  );
export type WirePoint = z.infer<typeof WirePoint>;
