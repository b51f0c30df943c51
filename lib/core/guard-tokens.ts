import { countingWords, denseGuards, densePhrases, directions, magnitudes, negations, units } from "./guard-words";

const number = String.raw`(?:(?<![\p{L}\p{N}])[\-+])?\d{1,3}(?: \d{3})+(?!\d)|(?:(?<![\p{L}\p{N}])[\-+])?\d+(?:[.,:\/]\d+)*`;
/** Scripts without spaces; the long vowel mark of kana belongs to no script. */
const scripts = String.raw`\u30FC\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}`;
/** A word ends where a script without spaces begins: "CO2不会" is two. */
const letter = `[[\\p{L}\\p{M}\\p{N}]--[${scripts}]]`;
const wordy = `${letter}+(?:['.]${letter}+)*`;
const piece = new RegExp(
  `(?<phrase>${densePhrases.source}|${denseGuards.source})|(?<dense>[${scripts}])|(?<number>${number})|(?<sign>[%‰°\\p{Sc}<>=≤≥≠±])|(?<word>${wordy})`,
  "gv",
);

/**
 * The tokens of normalised text that a near quote must repeat in the same order: numbers, percent and currency signs,
 * units after a number, magnitudes, negations, directions. Thousands separators do not matter: "1,500" is "1500".
 */
export function guardTokens(text: string): string[] {
  const guards: string[] = [];
  let afterNumber = false;
  for (const { groups = {} } of text.matchAll(piece)) {
    const token = groups.number ? plainNumber(groups.number) : guardOf(groups, afterNumber);
    if (token !== null) guards.push(token);
    afterNumber = groups.number !== undefined || (afterNumber && groups.sign !== undefined);
  }
  return guards;
}

/** Thai, Lao, Khmer and Burmese have digits of their own. */
const digit = /\p{Nd}/u;

type Groups = Readonly<Record<string, string | undefined>>;

function guardOf({ phrase, sign, word, dense }: Groups, afterNumber: boolean): string | null {
  if (word !== undefined) return negationIn(word) ?? (isGuardWord(word, afterNumber) ? word : null);
  // In a script without spaces the character after a number is its unit or counter.
  return phrase ?? sign ?? (dense !== undefined && (afterNumber || digit.test(dense)) ? dense : null);
}

const guardWords: readonly ReadonlySet<string>[] = [magnitudes, countingWords, directions];

function isGuardWord(word: string, afterNumber: boolean): boolean {
  return /\p{N}/u.test(word) || guardWords.some((words) => words.has(word)) || (afterNumber && units.has(word));
}

/** The negation a word is or holds: "can't", "n'est", "d'aucun", Korean 않; null when there is none. */
function negationIn(word: string): string | null {
  if (word.endsWith("n't") || word === "cannot") return "not";
  if (word.startsWith("n'")) return "ne";
  if (/[않못없]|^안$|아니/.test(word)) return word;
  const last = word.slice(word.indexOf("'") + 1);
  return negations.has(last) ? last : null;
}

/** Whether normalised text holds a negation, in any of the languages the checks know. */
export function holdsNegation(text: string): boolean {
  return countNegations(text) > 0;
}

/** How many negations normalised text holds. */
export function countNegations(text: string): number {
  let count = 0;
  for (const { groups = {} } of text.matchAll(piece)) {
    const { phrase, word } = groups;
    if ((phrase && densePhrases.test(phrase)) || (word && negationIn(word))) count += 1;
  }
  return count;
}

/** A number without its thousands separators: "1,500" and "1 500" are "1500", "1.500.000,5" is "1500000.5". */
export function plainNumber(text: string): string {
  if (/^[-+]?\d{1,3}(?:,\d{3})+(?:\.\d+)?$/.test(text)) return text.replaceAll(",", "");
  if (/^[-+]?\d{1,3}(?:\.\d{3})+,\d+$|^[-+]?\d{1,3}(?:\.\d{3}){2,}$/.test(text)) {
    return text.replaceAll(".", "").replace(",", ".");
  }
  return text.replaceAll(" ", "");
}
