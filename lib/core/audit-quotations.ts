import type { AuditGround } from "./audit-ground";
import { normaliseText } from "./normalise-text";
import { checkQuote } from "./quotes";
import { tokensOf } from "./text-tokens";

/** Words between quotation marks of one sort, inside one paragraph. */
const quotation =
  /“[^“”\n]{8,1200}”|„[^„“”\n]{8,1200}[“”]|«[^«»\n]{8,1200}»|「[^「」\n]{4,1200}」|『[^『』\n]{4,1200}』|(?<![\p{L}\p{N}])"(?!\s)[^"\n]{8,1200}(?<!\s)"(?![\p{L}\p{N}])/gu;
/** Shorter ones are names, terms and irony. Two characters of a script without spaces count as a word. */
const leastWords = 6;

/** The quotations of some prose, as written there, whose words stand in no text of the ground (judge.md section 11). */
export function unverifiedQuotationsIn(prose: string, { answers, others }: AuditGround): string[] {
  const quotations = [...prose.matchAll(quotation)].map(([words]) => words.slice(1, -1).trim());
  const long = quotations.filter((words) => {
    const { words: count, dense } = tokensOf(normaliseText(words).text);
    return count + dense / 2 >= leastWords;
  });
  const texts = [...answers, ...others];
  return [...new Set(long)].filter((words) => !texts.some((text) => checkQuote(text, words)));
}
