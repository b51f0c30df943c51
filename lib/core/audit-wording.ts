import type { AuditGround } from "./audit-ground";
import { normaliseText } from "./normalise-text";

/** Words for an answer or its author before a letter: English, German, French, Spanish, Italian, Portuguese, Dutch. */
const nouns =
  "answers?|panelists?|panellists?|models?|responses?|authors?|repl(?:y|ies)|antwort(?:en)?|panelist(?:in|en|innen)?|modelle?n?|autor(?:in|en)?|teilnehmer(?:in)?|réponses?|panélistes?|modèles?|auteurs?|respuestas?|panelistas?|modelos?|autores?|rispost[ae]|modell[oi]|respostas?|antwoord(?:en)?";
const denseNouns = "回答|答案|答复|模型|小组成员|パネリスト|モデル|解答";

/**
 * The words of some prose that name panelists by the letters of the judging ("Answer A", "Antworten A und C"), as written
 * there. A phrase that stands in the request, an answer or a source means something else ("Ford Model A").
 */
export function letterWordingIn(prose: string, labels: readonly string[], { answers, others }: AuditGround): string[] {
  if (labels.length === 0) return [];
  const letters = `[${labels.join("")}]`;
  const list = `${letters}(?![\\p{L}\\p{N}+#-])(?:(?:, | ?[&/] ?| (?:and|or|und|oder|et|ou|y|o|e|en|of) )${letters}(?![\\p{L}\\p{N}+#-]))*`;
  // The nouns may be written in any case, the letter only as a capital: "answer a question" names nobody.
  const pattern = new RegExp(
    `(?<![\\p{L}\\p{N}])(?i:${nouns})[ -]\\(?${list}\\)?|(?:${denseNouns}) ?${letters}(?![A-Za-z])`,
    "gu",
  );
  const texts = [...answers, ...others].map(({ text }) => text);
  const phrases = [...prose.matchAll(pattern)].map(([words]) => words);
  return [...new Set(phrases)].filter((words) => {
    const { text } = normaliseText(words);
    return !texts.some((known) => known.includes(text));
  });
}
