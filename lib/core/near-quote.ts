import { countNegations, guardTokens } from "./guard-tokens";
import { type NormalisedText, normaliseText } from "./normalise-text";
import { widened } from "./sentences";
import { tokensOf } from "./text-tokens";
import { indexTokens, type TokenIndex, unknownForm } from "./token-index";

const leastWords = 5;
const leastDense = 12;
const leastRatio = 0.88;
/** A window of the answer has at most so many tokens more or fewer than the quote. */
const lengthDifference = 2;
/** So that texts that repeat themselves cannot keep the server busy; others do not come near these. */
const mostPlaces = 500;
const mostStarts = 300;

const indexes = new WeakMap<NormalisedText, TokenIndex>();

/** Made once, when the first quote is looked for loosely. */
function indexOf(answer: NormalisedText): TokenIndex {
  const index = indexes.get(answer) ?? indexTokens(answer.text);
  indexes.set(answer, index);
  return index;
}

/** The tokens of a quote as the answer numbers them. */
function quoteOf(wanted: string, index: TokenIndex): Quote {
  const { starts, ends, words, dense } = tokensOf(wanted);
  const forms = starts.map((start, at) => index.formOf(wanted, start, ends[at] ?? start));
  return { forms, words, dense };
}

type Window = { from: number; to: number; ratio: number };

/**
 * Finds words of an answer that are nearly a normalised quote: the best window of tokens with 2*LCS/(L+len) >= 0.88 whose
 * numbers, negations and directions are the same in the same order. Gives offsets in the normalised answer, or null.
 * A window may not stop short of a negation behind which the quote goes on: the quote then passed over it.
 */
export function findNear(answer: NormalisedText, wanted: string): { start: number; end: number } | null {
  const { words, dense } = tokensOf(wanted);
  if (words < leastWords && dense < leastDense) return null;
  const index = indexOf(answer);
  const quote = quoteOf(wanted, index);
  const guards = guardTokens(wanted).join(" ");
  const windows = startsToTry(index, quote.forms)
    .flatMap((from) => windowsFrom(index.forms, quote.forms, from))
    .toSorted((a, b) => b.ratio - a.ratio || a.to - a.from - (b.to - b.from));
  for (const { from, to } of windows) {
    const start = index.starts[from] ?? 0;
    const end = index.ends[to - 1] ?? start;
    const whole = withSigns(answer.text, start, end);
    if (guardTokens(answer.text.slice(whole.start, whole.end)).join(" ") !== guards) continue;
    if (!passesOverNegation(answer, { from, to }, quote)) return whole;
  }
  return null;
}

/** A form that the answer does not have is `unknownForm`, which is equal to none of its own. */
type Quote = { forms: number[]; words: number; dense: number };
type Forms = ArrayLike<number> & Iterable<number>;

/** Whether more of the quote stands right before or behind a window, and a negation there or across its edge. */
function passesOverNegation(answer: NormalisedText, { from, to }: Pick<Window, "from" | "to">, quote: Quote): boolean {
  const { forms } = indexOf(answer);
  // A negation is one word, or up to four characters of a script without spaces.
  const reach = mostMissing(quote.forms.length) + lengthDifference + (quote.dense > quote.words ? 4 : 1);
  const first = Math.max(0, from - reach);
  const last = Math.min(forms.length, to + reach);
  if (sharedTokens(forms.subarray(first, last), quote.forms) <= sharedTokens(forms.subarray(from, to), quote.forms)) {
    return false;
  }
  const window = sourceOf(answer, from, to);
  const { start, end } = widened(answer.source, window, sourceOf(answer, first, last));
  return negationsIn(answer, start, end) > negationsIn(answer, window.start, window.end);
}

/** Where some tokens of an answer stand in it as it was written. */
function sourceOf(answer: NormalisedText, from: number, to: number): { start: number; end: number } {
  const { starts, ends } = indexOf(answer);
  return { start: answer.starts[starts[from] ?? 0] ?? 0, end: answer.ends[(ends[to - 1] ?? 1) - 1] ?? 0 };
}

function negationsIn({ source }: NormalisedText, start: number, end: number): number {
  return countNegations(normaliseText(source.slice(start, end)).text);
}

/** The length of the longest common subsequence. */
function sharedTokens(forms: Forms, quote: readonly number[]): number {
  let row = new Uint16Array(quote.length + 1);
  for (const form of forms) row = nextRow(row, quote, form);
  return row[quote.length] ?? 0;
}

/** How many tokens of a quote may be missing from a window that is near enough. */
function mostMissing(length: number): number {
  return length - Math.ceil((leastRatio / 2) * (2 * length - lengthDifference));
}

/**
 * Where a near window may begin. Of any `missing + 1` tokens of the quote one must be in the window, so the places of
 * the rarest ones are enough; the window begins with one of the quote's first tokens.
 */
function startsToTry(index: TokenIndex, quote: readonly number[]): number[] {
  const missing = mostMissing(quote.length);
  const rarest = quote
    .map((form, at) => ({ at, places: index.placesOf(form) }))
    .toSorted((a, b) => a.places.length - b.places.length)
    .slice(0, missing + 1);
  const firstForms = new Set(quote.slice(0, missing + lengthDifference + 1));
  const slack = missing + lengthDifference;
  const starts = new Set<number>();
  for (const { at, places } of rarest) {
    for (const place of places.subarray(0, mostPlaces)) {
      if (starts.size > mostStarts) return [...starts];
      if (!isRich(index, quote, place - at, missing)) continue;
      for (let start = place - at - slack; start <= place - at + slack; start += 1) {
        if (firstForms.has(index.forms[start] ?? unknownForm - 1)) starts.add(start);
      }
    }
  }
  return [...starts];
}

/** Whether enough of the quote's tokens stand around a place at all, in whatever order. */
function isRich(index: TokenIndex, quote: readonly number[], start: number, missing: number): boolean {
  const slack = missing + lengthDifference;
  const around = new Set(index.forms.subarray(Math.max(0, start - slack), start + quote.length + slack));
  let absent = 0;
  for (const form of quote) {
    if (!around.has(form)) absent += 1;
    if (absent > missing) return false;
  }
  return true;
}

/** The windows from one start that are near enough, by one table of longest common subsequences. */
function windowsFrom(forms: Forms, quote: readonly number[], from: number): Window[] {
  const windows: Window[] = [];
  let row = new Uint16Array(quote.length + 1);
  for (let to = from + 1; to <= Math.min(forms.length, from + quote.length + lengthDifference); to += 1) {
    row = nextRow(row, quote, forms[to - 1] ?? unknownForm - 1);
    const length = to - from;
    if (length < quote.length - lengthDifference) continue;
    const ratio = (2 * (row[quote.length] ?? 0)) / (quote.length + length);
    if (ratio >= leastRatio) windows.push({ from, to, ratio });
  }
  return windows;
}

function nextRow(row: Uint16Array<ArrayBuffer>, quote: readonly number[], form: number): Uint16Array<ArrayBuffer> {
  const next = new Uint16Array(row.length);
  for (let at = 1; at < row.length; at += 1) {
    const same = quote[at - 1] === form ? (row[at - 1] ?? 0) + 1 : 0;
    next[at] = Math.max(same, row[at] ?? 0, next[at - 1] ?? 0);
  }
  return next;
}

const signBefore = /(?:(?<![\p{L}\p{N}])[-+]|[\p{Sc}±<>≤≥≈] ?)+$/u;
const signAfter = /^ ?[%‰°\p{Sc}]/u;

/** A stretch of normalised text with the signs of the numbers at its ends: minus and currency before, percent after. */
export function withSigns(text: string, start: number, end: number): { start: number; end: number } {
  const before = /\d/.test(text.charAt(start)) ? signBefore.exec(text.slice(Math.max(0, start - 4), start)) : null;
  const after = /\d/.test(text.charAt(end - 1)) ? signAfter.exec(text.slice(end, end + 2)) : null;
  return { start: start - (before?.[0].length ?? 0), end: end + (after?.[0].length ?? 0) };
}
