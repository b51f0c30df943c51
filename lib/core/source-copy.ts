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
  let text = "";
  const origins: Uint32Array[] = [];
  const keep = (from: number, to: number) => {
    text += copy.text.slice(from, to);
    origins.push(copy.origins.subarray(from, to));
  };
  let done = 0;
  for (const { start, end, words, sourceIds } of links) {
    keep(done, start);
    if (words) keep(words.start, words.end);
    const mark = `[${sourceIds.join(", ")}]`;
    text += mark;
    origins.push(new Uint32Array(mark.length).fill(copy.origins[words?.end ?? start] ?? 0));
    done = end;
  }
  keep(done, copy.text.length);
  return { text, origins: joined(origins, text.length) };
}

function joined(pieces: readonly Uint32Array[], length: number): Uint32Array {
  const whole = new Uint32Array(length);
  let at = 0;
  for (const piece of pieces) {
    whole.set(piece, at);
    at += piece.length;
  }
  return whole;
}

function isMark(text: string): boolean {
  return /^\[S\d/.test(text);
}
