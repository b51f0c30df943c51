import type { TextSpan } from "./code-parts";

/** Where one sentence of prose ends: its stop with closing quotes and emphasis. A stop after "z. B.", "U.S." or a day ends nothing. */
const sentenceEnd =
  /(?<![\s.(]\p{L}|(?<!\d)\d{1,2}|\b(?:e\.g|i\.e|etc|vs|ca|approx|bzw|usw|Dr|Mr|Mrs|Ms|Prof|St|No|Nr|Art|Abs|Fig|et al))[.!?…]["'”’»)\]*_]*(?=\s|$)|[!?。！？][”’」』）]*/gu;
/** A line of its own sort: a bullet or ordinal, a heading, a quote sign, a row of a table. */
const lineStart = /^[ \t]*(?:>[ \t]?)*(?:(?:[-*+•]|\d{1,9}[.)])[ \t]+)?(?:\[[ xX]\][ \t]+)?/;

/**
 * The sentences of prose (a final answer with its code, marks and displayed formulas blanked), as offsets. Headings, rows of
 * tables and questions are none; a list item counts as a paragraph.
 */
export function sentencesIn(prose: string): TextSpan[] {
  return paragraphsIn(prose).flatMap((paragraph) => cutSentences(prose, paragraph));
}

const noProse = /^[ \t]*(?:$|#{1,6}[ \t]|\||[-=*_]{3,}[ \t]*$)/;

/** Runs of lines that belong together: to an empty line, a heading, a table row or the next list item. */
function paragraphsIn(prose: string): TextSpan[] {
  const paragraphs: TextSpan[] = [];
  let open: TextSpan | null = null;
  let at = 0;
  for (const line of prose.split("\n")) {
    const lead = lineStart.exec(line)?.[0].length ?? 0;
    const end = at + line.length;
    if (noProse.test(line)) open = null;
    else if (open && lead === indentOf(line)) open.end = end;
    else {
      open = { start: at + lead, end };
      paragraphs.push(open);
    }
    at = end + 1;
  }
  return paragraphs;
}

function indentOf(line: string): number {
  return line.length - line.trimStart().length;
}

function cutSentences(prose: string, { start, end }: TextSpan): TextSpan[] {
  const text = prose.slice(start, end);
  const ends = [...text.matchAll(sentenceEnd)].map((match) => match.index + match[0].length);
  const cuts = [0, ...ends.filter((cut) => cut < text.length), text.length];
  return cuts.slice(1).flatMap((cut, index) => {
    const from = cuts[index] ?? 0;
    const piece = text.slice(from, cut);
    const lead = piece.length - piece.trimStart().length;
    const sentence = piece.trim();
    if (sentence === "" || /[?？:：]["'”’»)\]*_]*$/.test(sentence)) return [];
    return [{ start: start + from + lead, end: start + from + lead + sentence.length }];
  });
}
