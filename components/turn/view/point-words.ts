import { countOf, listOf } from "@/components/words/counts";
import type { DroppedPoint, Point, PointKind, QuoteCheck, Stance, View } from "@/lib/core/analysis";
import type { Named } from "./names";
import { readableQuote } from "./readable-quote";

export const kindWords: Record<PointKind, { one: string; many: string; gloss: string }> = {
  contradictions: { one: "Contradiction", many: "Contradictions", gloss: "at least two answers cannot both be right" },
  consensus: { one: "Consensus", many: "Consensus", gloss: "no answer objects" },
  partial_coverage: { one: "Partial coverage", many: "Partial coverage", gloss: "some answers address it" },
  unique_insights: { one: "Unique insight", many: "Unique insights", gloss: "one answer only" },
  blind_spots: { one: "Blind spot", many: "Blind spots", gloss: "the judge’s own note, no answer to quote" },
};

export const stanceWords: Record<Stance, string> = {
  supports: "Supports",
  contradicts: "Contradicts",
  partly: "Partly",
};

/** How a quote was found, and what that means for what is shown: always the author's own words. */
export const checkWords: Record<QuoteCheck, { word: string; tip: string }> = {
  verbatim: { word: "Verified", tip: "These words are in the answer" },
  near: {
    word: "Verified, near wording",
    tip: "The judge changed a word or two. Shown are the words of the answer; figures and negations are the same",
  },
  elided: {
    word: "Verified, shortened",
    tip: "The judge left words out. They are shown in grey between the quoted ones",
  },
};

export const clippedWords =
  "Shown from the start of its sentence: a negation stands before the words the judge quoted.";

/** The words of a quote in order, without markdown; those that the judge left out are not `quoted`. */
export function quotePieces({ quote, start, parts }: View): { text: string; quoted: boolean }[] {
  const pieces: { text: string; quoted: boolean }[] = [];
  let from = 0;
  for (const part of parts ?? [{ start, end: start + quote.length }]) {
    pieces.push({ text: quote.slice(from, part.start - start), quoted: false });
    pieces.push({ text: quote.slice(part.start - start, part.end - start), quoted: true });
    from = part.end - start;
  }
  pieces.push({ text: quote.slice(from), quoted: false });
  return pieces.map(({ text, quoted }) => ({ text: readableQuote(text), quoted })).filter(({ text }) => text !== "");
}

/** What the final answer of the turn before said on a point, in its own words. */
function beforeWords({ quote, changed }: NonNullable<Point["before"]>): string {
  const words = `“${readableQuote(quote)}”`;
  if (changed === undefined) return `Last turn said: ${words}`;
  return changed ? `Changed since last turn, which said: ${words}` : `As last turn said: ${words}`;
}

/** What the server counted and changed in a point, a sentence each; a turn of an earlier version has nothing of it. */
export function serverNotes(point: Partial<Pick<Point, "notes" | "evidence" | "before">>): string[] {
  const { evidence, before } = point;
  const notes = [...(before ? [beforeWords(before)] : []), ...(point.notes ?? [])];
  if (!evidence || evidence.sources === 0) return notes;
  const { panelists, sources, domains } = evidence;
  const sites = domains < sources ? ` from ${countOf(domains, "site")}` : "";
  return [`Behind it: ${countOf(panelists, "panelist")}, ${countOf(sources, "source")}${sites}.`, ...notes];
}

const droppedWords: Record<DroppedPoint["reason"], string> = {
  quote_missing: "the quoted words are not in the answers",
  bad_shape: "the judge wrote it in a form that cannot be checked",
  kind_not_allowed: "the views it needs could not be verified",
  over_cap: "the judge listed more points than are kept",
  duplicate: "it repeats another point",
  example_copied: "it repeats the example the judge was shown",
};

/** Why a whole point fell. */
export function droppedReason(dropped: DroppedPoint): string {
  return droppedWords[dropped.reason];
}

/** The heading over the judge's reasoning: what the judge does, never "the truth". */
export function judgeHeading(point: Point, seats: readonly Named[]): string {
  if (point.kind !== "contradictions") return "What the judge notes";
  if (point.favors.length === 0) return "Why the judge calls it open";
  const favored = point.views.filter((view) => point.favors.includes(view.panelistId));
  const sources = [...new Set(favored.flatMap((view) => view.sources))];
  if (point.basis === "source" && sources.length > 0) return `Why the judge calls it settled by ${listOf(sources)}`;
  return `Why the judge leans to ${listOf(namesOf(point.favors, seats))}`;
}

const trustWords = {
  sourced: "It names a source for this.",
  plausible: "The judge finds it plausible; no source is named.",
  doubtful: "The judge finds it doubtful.",
} as const;

/** What the judge wrote about a point, beyond its title; empty when there is nothing. */
export function judgeReasoning(point: Point): string {
  if (point.kind === "contradictions") return point.why;
  const note = point.point === point.topic ? "" : point.point;
  const trust = point.trust ? trustWords[point.trust] : "";
  return [note, point.why, trust].filter(Boolean).join(" ");
}

/** The label of a seat. */
export function nameOf(panelistId: string, seats: readonly Named[]): string {
  return seats.find((seat) => seat.id === panelistId)?.label ?? panelistId;
}

function namesOf(panelistIds: readonly string[], seats: readonly Named[]): string[] {
  return panelistIds.map((id) => nameOf(id, seats));
}
