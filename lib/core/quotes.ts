import { holdsNegation } from "./guard-tokens";
import { findNear, withSigns } from "./near-quote";
import { type NormalisedText, normaliseText } from "./normalise-text";
import { isNegatedBefore, isOneSentence, sentenceStart } from "./sentences";
import { isBoundary, tokensOf } from "./text-tokens";

/** A stretch of an answer as it was written, `end` exclusive, UTF-16 units. */
type Span = { start: number; end: number };

export type FoundQuote = Span & {
  check: "verbatim" | "elided" | "near";
  /** The stretches that were quoted, when words between them were left out. */
  parts?: Span[];
  /** A negation stood right before the quoted words, so the span was extended to the start of their sentence. */
  clipped?: true;
};

/**
 * Looks for a quote in an answer (judge.md section 11): exactly, then with words left out, then nearly. The span is always
 * the author's own words. Gives null when the author did not write it.
 */
export function checkQuote(answer: NormalisedText, quote: string): FoundQuote | null {
  const wanted = trimmed(normaliseText(quote).text);
  if (!isLongEnough(wanted)) return null;
  return verbatim(answer, wanted) ?? elided(answer, wanted) ?? near(answer, wanted);
}

/** Looks for a quote exactly as it is written; null when it is not there, or too short to prove anything. */
export function findVerbatim(answer: NormalisedText, quote: string): FoundQuote | null {
  const wanted = trimmed(normaliseText(quote).text);
  return isLongEnough(wanted) ? verbatim(answer, wanted) : null;
}

/** The words of a question that a quote repeats, exactly or with words left out, however short; null for none. */
export function findAsked(question: string, quote: string): string | null {
  const asked = normaliseText(question);
  const wanted = trimmed(normaliseText(quote).text);
  const found = wanted === "" ? null : (verbatim(asked, wanted) ?? elided(asked, wanted));
  return found && question.slice(found.start, found.end);
}

const leadingPunctuation = /^(?:(?!-\d)[\s\p{P}])+/u;
const trailingPunctuation = /(?:(?![%‰])[\s\p{P}])+$/u;

function trimmed(text: string): string {
  return text.replace(leadingPunctuation, "").replace(trailingPunctuation, "");
}

/** Three words, or six characters of a script without spaces. */
function isLongEnough(text: string): boolean {
  const { words, dense } = tokensOf(text);
  return words >= 3 || dense >= 6;
}

/** The next place of some normalised text that starts and ends between tokens. */
function nextPlace(text: string, wanted: string, from: number): number {
  for (let at = text.indexOf(wanted, from); at >= 0; at = text.indexOf(wanted, at + 1)) {
    if (isBoundary(text, at) && isBoundary(text, at + wanted.length)) return at;
  }
  return -1;
}

function verbatim(answer: NormalisedText, wanted: string): FoundQuote | null {
  const at = nextPlace(answer.text, wanted, 0);
  if (at < 0) return null;
  return { check: "verbatim", ...unclipped(answer.source, originalSpan(answer, at, at + wanted.length)) };
}

function near(answer: NormalisedText, wanted: string): FoundQuote | null {
  const found = findNear(answer, wanted);
  return found && { check: "near", ...unclipped(answer.source, originalSpan(answer, found.start, found.end)) };
}

/** The way back from the normalised text, with the signs of the numbers at both ends. */
function originalSpan(answer: NormalisedText, from: number, to: number): Span {
  const { start, end } = withSigns(answer.text, from, to);
  return { start: answer.starts[start] ?? 0, end: answer.ends[end - 1] ?? 0 };
}

/** Extends a span to the start of its sentence when a negation stands right before it. */
function unclipped(source: string, span: Span): Span & { clipped?: true } {
  if (!isNegatedBefore(source, span.start)) return span;
  return { start: sentenceStart(source, span.start), end: span.end, clipped: true };
}

const omission = /[[(]?\.{3,}[\])]?/;
const widestGap = 800;

function elided(answer: NormalisedText, wanted: string): FoundQuote | null {
  const wantedParts = wanted.split(omission).map(trimmed);
  if (wantedParts.length < 2 || !wantedParts.every(isLongEnough)) return null;
  const places = placesOf(answer, wantedParts, { before: null, triesLeft: { count: mostTries } });
  if (!places) return null;
  const spans = places.map(({ start, end }) => unclipped(answer.source, originalSpan(answer, start, end)));
  const parts = spans.map(({ start, end }, at) => ({ start: Math.max(start, spans[at - 1]?.end ?? 0), end }));
  const clipped = spans.some((span) => span.clipped) ? { clipped: true as const } : {};
  return { check: "elided", start: parts[0]?.start ?? 0, end: parts.at(-1)?.end ?? 0, parts, ...clipped };
}

/** So that a quote made of the same words again and again cannot keep the server busy. */
const mostTries = 2000;
type Search = { before: Span | null; triesLeft: { count: number } };

/** Where all parts stand in order with allowed gaps, in the normalised answer; later places are tried too. */
function placesOf(answer: NormalisedText, parts: readonly string[], search: Search): Span[] | null {
  const [part, ...rest] = parts;
  if (part === undefined) return [];
  for (const place of placesAfter(answer, part, search)) {
    const following = placesOf(answer, rest, { ...search, before: place });
    if (following) return [place, ...following];
  }
  return null;
}

/** Where one part stands, so far behind the part before it as is allowed. */
function* placesAfter(answer: NormalisedText, part: string, { before, triesLeft }: Search): Generator<Span> {
  const last = before ? before.end + widestGap : answer.text.length;
  let at = nextPlace(answer.text, part, before?.end ?? 0);
  for (; at >= 0 && at <= last && triesLeft.count > 0; at = nextPlace(answer.text, part, at + 1)) {
    triesLeft.count -= 1;
    if (!before || isFairGap(answer, before.end, at)) yield { start: at, end: at + part.length };
  }
}

/** Whether the words left out may be left out: no negation inside one sentence. */
function isFairGap(answer: NormalisedText, from: number, to: number): boolean {
  const gap = answer.source.slice(answer.ends[from - 1], answer.starts[to]);
  return !isOneSentence(gap) || !holdsNegation(answer.text.slice(from, to));
}
