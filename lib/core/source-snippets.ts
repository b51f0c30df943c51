import { widened } from "./sentences";
import { sourceMentionsIn } from "./source-mentions";
import type { AnswerState, SourceState, TurnState } from "./turn";

/** A row of the source table with words of the page around numbers that answers take from it. */
export type ShownSource = SourceState & { snippets?: readonly string[] };

type PageTextOf = (turnId: string, url: string) => string | null;

const maxSnippets = 2;
const maxSources = 12;
/** Of one source; each is looked for in a whole page. */
const maxNumbers = 20;
const around = 110;

/**
 * The sources with at most two short snippets for each that stands behind a number: the place in the page, or in the
 * search excerpt, where that number is (judge.md section 5). `pageTextOf` gives the kept text of a page.
 */
export function withSnippets(
  { id, sources }: Pick<TurnState, "id" | "sources">,
  answers: readonly Pick<AnswerState, "text">[],
  pageTextOf: PageTextOf | undefined,
): ShownSource[] {
  // Of a page that nobody retrieved there are no words.
  const retrieved = sources.filter(({ status }) => status !== "cited");
  const numbers = numbersBySource(retrieved, answers);
  let left = maxSources;
  return sources.map((source) => {
    const wanted = numbers.get(source.id);
    if (!wanted || left === 0) return source;
    const text = pageTextFor(source, id, pageTextOf) ?? source.snippet ?? "";
    const snippets = snippetsFor(text, [...wanted].slice(0, maxNumbers));
    if (snippets.length === 0) return source;
    left -= 1;
    return { ...source, snippets };
  });
}

/** The kept text of a source's page, under whichever of its addresses it was read. */
export function pageTextFor(
  { url, aliases = [] }: Pick<SourceState, "url" | "aliases">,
  turnId: string,
  pageTextOf: PageTextOf = () => null,
): string | null {
  for (const address of [url, ...aliases]) {
    const text = pageTextOf(turnId, address);
    if (text !== null) return text;
  }
  return null;
}

/** The numbers of sentences that name a source. */
function numbersBySource(sources: readonly SourceState[], answers: readonly Pick<AnswerState, "text">[]) {
  const numbers = new Map<string, Set<string>>();
  for (const { text } of answers) {
    const all = { start: 0, end: text.length };
    for (const { start, end, sourceIds } of sourceMentionsIn(text, sources)) {
      if (sourceIds.every((id) => (numbers.get(id)?.size ?? 0) >= maxNumbers)) continue;
      const sentence = widened(text, { start, end }, all);
      const words = text.slice(sentence.start, start) + text.slice(end, sentence.end);
      for (const id of sourceIds) addAll(numbers, id, numbersIn(words));
    }
  }
  return numbers;
}

function addAll(map: Map<string, Set<string>>, key: string, values: readonly string[]): void {
  if (values.length === 0) return;
  const all = map.get(key) ?? new Set();
  for (const value of values) all.add(value);
  map.set(key, all);
}

function numbersIn(text: string): string[] {
  const withoutLinks = text.replace(/https?:\/\/\S+|\[S\d[^\]]*\]|\[\^?\d+\]/g, " ");
  return withoutLinks.match(/\d+(?:[.,]\d+)*/g) ?? [];
}

function snippetsFor(text: string, numbers: readonly string[]): string[] {
  const found: { from: number; to: number }[] = [];
  for (const number of numbers) {
    if (found.length === maxSnippets) break;
    const at = placeOf(text, number);
    const isShown = found.some(({ from, to }) => at >= from && at < to);
    if (at < 0 || isShown) continue;
    found.push({ from: Math.max(0, at - around), to: Math.min(text.length, at + number.length + around) });
  }
  return found.map(({ from, to }) => wholeWords(text, from, to));
}

/** Where a number stands as itself, not as a part of another. */
function placeOf(text: string, number: string): number {
  const escaped = number.replace(/[.]/g, "\\.");
  return text.search(new RegExp(`(?<![\\d.,])${escaped}(?![\\d]|[.,]\\d)`));
}

function wholeWords(text: string, from: number, to: number): string {
  const start = from === 0 ? 0 : text.indexOf(" ", from) + 1;
  const end = to === text.length ? to : Math.max(start, text.lastIndexOf(" ", to));
  return text.slice(start, end).replace(/\s+/g, " ").trim();
}
