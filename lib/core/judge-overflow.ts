/** What judge and synthesizer may read of the answers when all of them exceed the context (judge.md section 16). */

const dense = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/gu;
const charactersPerToken = 3.5;
/** Room for what the judge writes, at most a quarter of the context. */
const outputTokens = 4000;
/** What a gap's own mark takes. */
const markTokens = 25;

/** About how many tokens a text has: characters / 3.5, one for each Chinese, Japanese or Korean character. */
export function estimateTokens(text: string): number {
  const characters = text.match(dense)?.length ?? 0;
  return Math.ceil(characters + (text.length - characters) / charactersPerToken);
}

/**
 * Tokens that answers may take: the context without output, a fifth for safety, and the rest of the prompt. `mostOutput`:
 * what the model can write at most; null = unknown.
 */
export function answerBudget(contextTokens: number, restTokens: number, mostOutput: number | null = null): number {
  const output = Math.min(outputTokens, contextTokens / 4, mostOutput ?? outputTokens);
  return Math.floor(contextTokens * 0.8 - output - restTokens);
}

/**
 * The level t with sum(min(size, t)) = budget: sizes below it stay whole, those above come down to it.
 * Infinity = all fit.
 */
export function waterLevel(sizes: readonly number[], budget: number): number {
  let left = Math.max(0, budget);
  for (const [index, size] of sizes.toSorted((a, b) => a - b).entries()) {
    const share = Math.floor(left / (sizes.length - index));
    if (size > share) return share;
    left -= size;
  }
  return Number.POSITIVE_INFINITY;
}

/** A paragraph of a text, or a sentence of a long one. */
export type Part = { text: string; words: number; tokens: number; heading: string | null };

/** `kept`: the parts that stand in it, by their number; absent = all. */
type Shortened = { text: string; omitted: number; kept?: ReadonlySet<number> };

const none: ReadonlySet<number> = new Set();

/**
 * A text brought down to about so many tokens: its opening, its conclusion, its headings and what is closest to the
 * request stay, in order; each gap says how much it left out. `omitted` counts the words that are gone. `also`: parts that
 * stay too, beyond that many tokens.
 */
export function shorten(text: string, maxTokens: number, request: string, also = none): Shortened {
  if (estimateTokens(text) <= maxTokens) return { text, omitted: 0 };
  const parts = partsOf(text);
  const kept = new Set<number>();
  let left = maxTokens - markTokens;
  for (const index of ranked(parts, request)) {
    const gaps = Number(!kept.has(index - 1)) + Number(!kept.has(index + 1)) - 1;
    const price = (parts[index]?.tokens ?? 0) + Math.max(0, gaps) * markTokens;
    if (price > left) continue;
    kept.add(index);
    left -= price;
  }
  for (const index of also) kept.add(index);
  return { ...withGaps(parts, kept), kept };
}

/** These parts of a text in their order, with the gaps between them. */
export function excerpt(text: string, kept: ReadonlySet<number>): { text: string; omitted: number } {
  return withGaps(partsOf(text), kept);
}

/** What parts take in a text that is shortened, with the mark of a gap for each. */
export function tokensOfParts(parts: readonly Part[]): number {
  return parts.reduce((sum, { tokens }) => sum + tokens + markTokens, 0);
}

/** Paragraphs; long ones sentence by sentence, and what has no sentences in pieces. Together they are the text. */
export function partsOf(text: string): Part[] {
  return text
    .split(/(?<=\n)(?=\s{0,50}\S)(?<=\n\s{0,50}\n)|(?<=\n)(?=#)/)
    .flatMap((paragraph) => (paragraph.length <= 600 ? [paragraph] : paragraph.split(/(?<=[.!?]\s)|(?<=[。！？])/)))
    .flatMap((sentence) =>
      sentence.length <= 600 ? [sentence] : (sentence.match(/[\s\S]{1,400}(?:\s|$)|[\s\S]{1,400}/g) ?? []),
    )
    .map((part) => ({
      text: part,
      words: wordsIn(part),
      tokens: estimateTokens(part),
      heading: /^#{1,6}\s+(.{1,60})/.exec(part)?.[1]?.trim() ?? null,
    }));
}

/** Words of a text; each character of a script without spaces is one. */
export function wordsIn(text: string): number {
  const characters = text.match(dense)?.length ?? 0;
  return characters + runsIn(characters > 0 ? text.replace(dense, " ") : text);
}

/** How many runs of anything but white space there are, without making them. */
function runsIn(text: string): number {
  let runs = 0;
  let isInside = false;
  for (let at = 0; at < text.length; at += 1) {
    const isSpace = isSpaceCode(text.charCodeAt(at));
    if (!isSpace && !isInside) runs += 1;
    isInside = !isSpace;
  }
  return runs;
}

function isSpaceCode(code: number): boolean {
  if (code < 128) return code === 32 || (code >= 9 && code <= 13);
  return /\s/.test(String.fromCharCode(code));
}

/** The parts by how much they matter: first, last, headings, then those that share most words with the request. */
function ranked(parts: readonly Part[], request: string): number[] {
  const wanted = new Set(termsOf(request));
  const score = ({ text, heading }: Part, index: number) => {
    if (index === 0) return 4;
    if (index === parts.length - 1) return 3;
    if (heading !== null) return 2;
    const terms = new Set(termsOf(text));
    return [...terms].filter((term) => wanted.has(term)).length / Math.sqrt(terms.size + 1) / 100;
  };
  return parts
    .map((part, index) => ({ index, score: score(part, index) }))
    .toSorted((a, b) => b.score - a.score || a.index - b.index)
    .map(({ index }) => index);
}

function termsOf(text: string): string[] {
  return text.toLowerCase().match(/[\p{L}\p{N}]{4,}|[\p{Script=Han}]/gu) ?? [];
}

function withGaps(parts: readonly Part[], kept: ReadonlySet<number>): { text: string; omitted: number } {
  let text = "";
  let omitted = 0;
  let gap: Part[] = [];
  const close = () => {
    const words = gap.reduce((sum, part) => sum + part.words, 0);
    const names = gap.flatMap(({ heading }) => heading ?? []).map((heading) => ` "${heading}"`);
    // White space between two kept parts is no gap.
    if (words === 0) text += gap.map((part) => part.text).join("");
    else
      text = `${text.trimEnd()}\n\n[... ${words} words left out${names.length > 0 ? ":" : ""}${names.join(",")} ...]\n\n`;
    omitted += words;
    gap = [];
  };
  for (const [index, part] of parts.entries()) {
    if (!kept.has(index)) {
      gap.push(part);
      continue;
    }
    close();
    text += part.text;
  }
  close();
  return { text: text.trim(), omitted };
}
