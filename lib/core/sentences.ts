import { holdsNegation } from "./guard-tokens";
import { normaliseText } from "./normalise-text";
import { tokensOf } from "./text-tokens";

/** How far back a sentence is looked for. */
const furthest = 600;

/**
 * Where a sentence ends and another begins: a full stop with its closing quotes, an empty line, a list item, heading or
 * table row. A stop after a single letter or a day ("z. B.", "5. Mai") ends nothing.
 */
const sentenceBreak =
  /(?<![\s.(]\p{L}|(?<!\d)\d{1,2})[.!?…]["'”’»)\]*_]*\s+|[!?。！？；][”’」』）]*|\n\s*\n\s*|\n[ \t]*(?:[-*+#>|]+|\d{1,3}[.)])[ \t]*/gu;

/** The start of the sentence that holds an offset of a text as it was written. */
export function sentenceStart(source: string, at: number): number {
  const from = Math.max(0, at - furthest);
  let start = from;
  for (const match of source.slice(from, at).matchAll(sentenceBreak)) start = from + match.index + match[0].length;
  return start;
}

/** Whether a stretch of a text as it was written stays inside one sentence. */
export function isOneSentence(stretch: string): boolean {
  return stretch.search(sentenceBreak) < 0;
}

/** Whether one of the three tokens before an offset, in the same sentence, is a negation. */
export function isNegatedBefore(source: string, at: number): boolean {
  const start = sentenceStart(source, at);
  if (start >= at) return false;
  const { text } = normaliseText(source.slice(Math.max(start, at - 80), at));
  const { starts, dense, words } = tokensOf(text);
  // A negation of a script without spaces is up to four characters long, so it is looked for a little further back.
  const reach = dense > words ? 6 : 3;
  return holdsNegation(text.slice(starts.at(-reach) ?? 0));
}

/** A stretch of a text as it was written, widened as far as its own sentences go and no further than `from` and `to`. */
export function widened(source: string, { start, end }: Stretch, { start: from, end: to }: Stretch): Stretch {
  const rest = source.slice(end, to).search(sentenceBreak);
  return { start: Math.max(from, sentenceStart(source, start)), end: rest < 0 ? to : end + rest };
}

type Stretch = { start: number; end: number };
