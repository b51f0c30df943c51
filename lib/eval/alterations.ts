import { seededRandom } from "@/lib/core/labels";
import type { Replacement } from "./fixtures/story";

/** A stretch of an answer, `end` exclusive, UTF-16 units. */
export type Span = { start: number; end: number };

/** Puts other words in the place of some. Throws when they do not stand in the text exactly once: fixtures must be exact. */
export function replaceOnce(text: string, { was, becomes }: Replacement): string {
  spanOf(text, was);
  return text.replace(was, () => becomes);
}

/** Where words stand in a text. Throws when that is not exactly one place. */
export function spanOf(text: string, words: string): Span {
  const start = text.indexOf(words);
  if (start < 0 || text.includes(words, start + 1)) throw new Error(`"${words}" does not stand in the text just once.`);
  return { start, end: start + words.length };
}

/** The text with all replacements made, and where the new words stand in it, in the order of the replacements. */
export function alter(text: string, replacements: readonly Replacement[]): { text: string; spans: Span[] } {
  const altered = replacements.reduce(replaceOnce, text);
  return { text: altered, spans: replacements.map(({ becomes }) => spanOf(altered, becomes)) };
}

/** So many different items of a list, drawn by a seed. */
export function draw<Item>(items: readonly Item[], count: number, seed: number): Item[] {
  const random = seededRandom(seed);
  const left = [...items];
  return Array.from({ length: Math.min(count, left.length) }, () =>
    left.splice(Math.floor(random() * left.length), 1),
  ).flat();
}
