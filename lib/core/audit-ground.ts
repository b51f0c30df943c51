import { blankOut, codeIn, type TextSpan } from "./code-parts";
import { anyMark } from "./mark-places";
import { type NormalisedText, normaliseLater } from "./normalise-text";
import type { SourceState } from "./turn";

/** What a final answer is held against: everything it may repeat. */
export type AuditGround = {
  /** The answers that were judged. */
  answers: readonly NormalisedText[];
  /** The request, the conversation before it, instructions, the words of sources, replies of panelists. */
  others: readonly NormalisedText[];
};

export function groundOf(answers: readonly NormalisedText[], others: readonly string[]): AuditGround {
  return { answers, others: others.filter((text) => text.trim() !== "").map((text) => normaliseLater(text)) };
}

/** The words of a source that the server has: its title and address, and its text where a page was stored. */
export function wordsOfSource(
  source: Pick<SourceState, "title" | "url"> & { text?: string | null; snippet?: string | undefined },
): string {
  const stored = [source.text ?? "", source.snippet ?? ""].filter(Boolean);
  return [source.title, source.url.replace(/\W+/g, " "), ...stored].join("\n");
}

/** Whether nobody but panelists has seen a source: it was neither opened nor found by a search. */
export function isUnopened({ status }: { status: string }): boolean {
  return status !== "found" && status !== "fetched";
}

const mathBlock = /\$\$[\s\S]*?\$\$|\\\[[\s\S]*?\\\]/g;

/** The final answer with code and marks blanked, so that every offset is still that of the stored text. */
export function proseOf(finalText: string): string {
  const withoutCode = blankOut(finalText, codeIn(finalText));
  return blankOut(withoutCode, spansOf(withoutCode, anyMark));
}

/** The same without displayed formulas. */
export function proseWithoutMath(finalText: string): string {
  const prose = proseOf(finalText);
  return blankOut(prose, spansOf(prose, mathBlock));
}

function spansOf(text: string, pattern: RegExp): TextSpan[] {
  return [...text.matchAll(pattern)].map((match) => ({ start: match.index, end: match.index + match[0].length }));
}
