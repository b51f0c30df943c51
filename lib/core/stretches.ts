import type { TextSpan } from "./code-parts";

/** The stretches of a text that none of these global patterns takes away, in order; none is empty. */
export function stretchesWithout(text: string, patterns: readonly RegExp[]): TextSpan[] {
  const gone = patterns
    .flatMap((pattern) => [...text.matchAll(pattern)])
    .map((match) => ({ start: match.index, end: match.index + match[0].length }))
    .toSorted((a, b) => a.start - b.start);
  const kept: TextSpan[] = [];
  let at = 0;
  for (const { start, end } of [...gone, { start: text.length, end: text.length }]) {
    if (start > at) kept.push({ start: at, end: start });
    at = Math.max(at, end);
  }
  return kept;
}
