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
  const origins: number[] = [];
  const keep = (from: number, to: number) => {
    text += copy.text.slice(from, to);
    for (let at = from; at < to; at += 1) origins.push(copy.origins[at] ?? 0);
  };
  let done = 0;
  for (const { start, end, words, sourceIds } of links) {
    keep(done, start);
    if (words) keep(words.start, words.end);
    const mark = `[${sourceIds.join(", ")}]`;
    text += mark;
    for (let unit = 0; unit < mark.length; unit += 1) origins.push(copy.origins[words?.end ?? start] ?? 0);
    done = end;
  }
  keep(done, copy.text.length);
  return { text, origins: Uint32Array.from(origins) };
}

function isMark(text: string): boolean {
  return /^\[S\d/.test(text);
}
