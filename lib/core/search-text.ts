import { currentAnswers, type TurnState } from "./turn";

/** Scripts that put no spaces between words, or too few to search by: each of their letters counts as a word. */
const unspaced =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/gu;

/** What of a turn can be found: its question, the newest answer of each panelist, and every final answer. */
export type SearchTexts = { question: string; answers: string; final: string };

export function searchTextsOf(turn: TurnState): SearchTexts {
  return {
    question: turn.question,
    answers: currentAnswers(turn)
      .map(({ text }) => text)
      .join("\n"),
    final: turn.verdicts.map(({ finalAnswer }) => finalAnswer.text.replace(/⟦c\d+⟧/g, "")).join("\n"),
  };
}

/** A text in the form the full-text index reads: compatible forms made alike, letters of unspaced scripts apart. */
export function indexForm(text: string): string {
  return text.normalize("NFKC").replace(unspaced, " $& ");
}

/** The FTS5 query for what a person typed: every word, or words that begin with it, in any order. Null = there is no word. */
export function searchQuery(typed: string): string | null {
  const words = typed.split(/\s+/u).map((word) =>
    indexForm(word)
      .replace(/[^\p{L}\p{N}\p{M}]+/gu, " ")
      .trim(),
  );
  const phrases = words.filter((word) => /[\p{L}\p{N}]/u.test(word)).map((word) => `"${word}"*`);
  return phrases.length === 0 ? null : phrases.join(" ");
}
