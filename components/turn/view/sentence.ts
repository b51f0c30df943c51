import { changeOutsideCode } from "@/lib/core/code-parts";
import { pointMarksIn } from "@/lib/core/mark-places";
import type { SourceState } from "@/lib/core/turn";

const anyMark = /⟦[^⟧]*⟧|\[S\d+(?:\s*,\s*S\d+)*\]/g;
const boundary = /[.!?][”’")\]*_]*\s+/g;

/** The sentences of a final answer that rest on a point, as offsets into its text, `end` exclusive. */
export function restingRanges(text: string, pointId: string): { start: number; end: number }[] {
  return pointMarksIn(text)
    .filter(({ id }) => id === pointId)
    .flatMap(({ offset }) => sentenceBefore(text, offset) ?? []);
}

/** The sentence that ends where a mark stands; other marks beside it do not count as text. */
function sentenceBefore(text: string, at: number): { start: number; end: number } | null {
  const end = endOfWords(text.slice(0, at));
  if (end === 0) return null;
  const line = text.lastIndexOf("\n", end - 1) + 1;
  const before = text.slice(line, end);
  const starts = [
    /^\s*(?:[-*+>]|#{1,6}|\d{1,9}[.)])\s+/.exec(before)?.[0].length ?? 0,
    ...[...before.matchAll(anyMark)].map((match) => match.index + match[0].length),
    ...[...before.matchAll(boundary)].map((match) => match.index + match[0].length),
  ];
  const start = Math.max(...starts.filter((start) => start < before.length));
  const gap = /^\s*/.exec(before.slice(start))?.[0].length ?? 0;
  return { start: line + start + gap, end };
}

function endOfWords(text: string): number {
  return text.replace(/(?:\s|⟦[^⟧]*⟧|\[S\d+(?:\s*,\s*S\d+)*\])+$/, "").length;
}

/** A final answer for the clipboard: markdown without point marks, its source marks turned into links. Code stays as it is. */
export function copyText(text: string, sources: readonly SourceState[]): string {
  return changeOutsideCode(text, (prose) =>
    prose.replace(/(?<![ \t])[ \t]*⟦[^⟧]*⟧/g, "").replace(/\[(S\d+(?:\s*,\s*S\d+)*)\](?!\()/g, (whole, ids: string) => {
      const links = ids.split(/\s*,\s*/).map((id) => linkOf(id, sources));
      return links.every((link) => link !== null) ? links.join(" ") : whole;
    }),
  );
}

function linkOf(id: string, sources: readonly SourceState[]): string | null {
  const source = sources.find((candidate) => candidate.id === id);
  return source ? `[${id}](${source.url})` : null;
}
