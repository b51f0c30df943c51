import type { UnverifiedView, View } from "./analysis";
import { PanelistId } from "./ids";
import { type NormalisedText, normaliseLater } from "./normalise-text";
import { checkQuote, type FoundQuote, findVerbatim } from "./quotes";
import type { AnswerState } from "./turn";
import type { WirePoint, WireView } from "./wire-point";

/** One answer as the judge knows it: an anonymous letter, and the text that quotes are checked against. */
export type JudgedAnswer = { label: string; answer: AnswerState; text: NormalisedText };

/** Its text is made comparable with the first quote: the judge's request must not wait for that. */
export function judgedAnswer(label: string, answer: AnswerState): JudgedAnswer {
  return { label, answer, text: normaliseLater(answer.text) };
}

/** A view whose words were found, with its panelist's letter and the line it comes from. */
export type Verified = Omit<View, "stance"> & { label: string; wire: WireView };

export type CheckedViews = {
  verified: Verified[];
  unverified: UnverifiedView[];
  /** Labels of the favoured side, after corrections. */
  favors: string[];
  notes: string[];
  quotes: CheckedQuotes;
};

/** What became of a line's quotes, each view counted once. */
export type CheckedQuotes = {
  checked: number;
  /** Not in the answer that the judge named; another answer may hold them. */
  failed: number;
  /** The views that stand unverified: nobody wrote their words, and their panelist is not quoted otherwise. */
  missing: readonly WireView[];
};

const movedNote = "A quote that the judge gave to another panelist stands under its author.";

/**
 * Checks a line's views, the first of each panelist: found in its answer, corrected when the words are exactly those of
 * one other answer, or set aside as unverified.
 */
export function checkViews(line: WirePoint, answers: readonly JudgedAnswer[]): CheckedViews {
  const verified: Verified[] = [];
  const missing: { judged: JudgedAnswer; view: WireView }[] = [];
  const moved = new Map<string, string>();
  const count = { checked: 0, failed: 0 };
  for (const view of line.views) {
    const judged = answers.find(({ label }) => label === view.by);
    if (!judged) continue;
    count.checked += 1;
    const place = placeOf(view, judged, answers);
    if (place?.author !== judged) count.failed += 1;
    if (!place) missing.push({ judged, view });
    else {
      if (place.author !== judged) moved.set(judged.label, place.author.label);
      if (!verified.some(({ label }) => label === place.author.label)) verified.push(verifiedView(view, place));
    }
  }
  const unnamed = missing
    .filter(({ judged }, at) => missing.findIndex((other) => other.judged === judged) === at)
    .filter(({ judged }) => !verified.some(({ label }) => label === judged.label));
  const unverified = unnamed.map(({ judged, view }) => ({
    panelistId: idOf(judged),
    says: view.says || view.quote,
  }));
  const isVerified = (label: string) => verified.some((view) => view.label === label);
  const favors = line.favors.map((label) => (isVerified(label) ? label : (moved.get(label) ?? label)));
  const quotes = { ...count, missing: unnamed.map(({ view }) => view) };
  return { verified, unverified, favors, notes: moved.size > 0 ? [movedNote] : [], quotes };
}

type Place = { author: JudgedAnswer; found: FoundQuote };

/** Whose words a quote is: its own author's, or those of exactly one other. */
function placeOf(view: WireView, judged: JudgedAnswer, answers: readonly JudgedAnswer[]): Place | null {
  const found = checkQuote(judged.text, view.quote);
  if (found) return { author: judged, found };
  const [first, second] = quotedElsewhere(view.quote, judged.label, answers);
  return first && !second ? first : null;
}

/** The other answers that hold the same words exactly. */
function quotedElsewhere(quote: string, without: string, answers: readonly JudgedAnswer[]): Place[] {
  return answers.flatMap((author) => {
    const found = author.label === without ? null : findVerbatim(author.text, quote);
    return found ? [{ author, found }] : [];
  });
}

/** The views of other panelists who wrote the quoted words of an insight too. */
export function alsoWritten({ label, wire }: Verified, answers: readonly JudgedAnswer[]): Verified[] {
  const bare = { ...wire, says: "", sources: [], part: false };
  return quotedElsewhere(wire.quote, label, answers).map((place) => verifiedView(bare, place));
}

function verifiedView(view: WireView, { author, found }: Place): Verified {
  const { answer, label } = author;
  return {
    panelistId: idOf(author),
    attempt: answer.attempt,
    says: view.says,
    quote: answer.text.slice(found.start, found.end),
    sources: view.sources,
    ...found,
    label,
    wire: view,
  };
}

export function idOf({ answer }: JudgedAnswer): PanelistId {
  return PanelistId.parse(answer.panelistId);
}
