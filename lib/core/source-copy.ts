import type { TextSpan } from "./code-parts";
import type { JudgeCopy } from "./judge-copy";
import { sourceMentionsIn } from "./source-mentions";
import type { SourceState } from "./turn";

/**
 * A copy of an answer with its links, footnotes and addresses as marks of the source table: `[the report](https://...)`
 * becomes `the report[S1]` (judge.md section 5). The words stay, and so does the way back to the original.
 */
export function withSourceMarks(copy: JudgeCopy, sources: readonly SourceState[]): JudgeCopy {
  const links = sourceMentionsIn(copy.text, sources).filter(({ start, end }) => !isMark(copy.text.slice(start, end)));
  if (links.length === 0) return copy;
  const pieces: Piece[] = [];
  let done = 0;
  for (const { start, end, words, sourceIds } of links) {
    pieces.push({ start: done, end: start });
    if (words) pieces.push(words);
    pieces.push({ mark: `[${sourceIds.join(", ")}]`, origin: words?.end ?? start });
    done = end;
  }
  pieces.push({ start: done, end: copy.text.length });
  return {
    text: pieces.map((piece) => ("mark" in piece ? piece.mark : copy.text.slice(piece.start, piece.end))).join(""),
    origins: () => originsOf(pieces, copy.origins()),
  };
}

/** A stretch of the copy that stays, or a mark that stands for the link that was there. */
type Piece = TextSpan | { mark: string; origin: number };

function originsOf(pieces: readonly Piece[], before: Uint32Array): Uint32Array {
  const lengthOf = (piece: Piece) => ("mark" in piece ? piece.mark.length : piece.end - piece.start);
  const whole = new Uint32Array(pieces.reduce((length, piece) => length + lengthOf(piece), 0));
  let at = 0;
  for (const piece of pieces) {
    if ("mark" in piece) whole.fill(before[piece.origin] ?? 0, at, at + piece.mark.length);
    else whole.set(before.subarray(piece.start, piece.end), at);
    at += lengthOf(piece);
  }
  return whole;
}

function isMark(text: string): boolean {
  return /^\[S\d/.test(text);
}
