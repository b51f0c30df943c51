import { type Part, partsOf } from "./judge-overflow";

/** A text in its parts, and which of them have been read. */
export type Passages = { parts: readonly Part[]; read: Set<number> };

/** A text of which these parts are read. */
export function openPassages(text: string, read: ReadonlySet<number> = new Set()): Passages {
  return { parts: partsOf(text), read: new Set(read) };
}

/** The parts that are not read, by their number. */
export function unreadIn({ parts, read }: Passages): number[] {
  return parts.flatMap((_part, index) => (read.has(index) ? [] : [index]));
}

/** The words of these parts. */
export function wordsOf({ parts }: Passages, indices: Iterable<number>): number {
  return [...indices].reduce((sum, index) => sum + (parts[index]?.words ?? 0), 0);
}

/** The text of these parts as it stands; a gap between two of them is marked. */
export function textOf({ parts }: Passages, indices: readonly number[]): string {
  return indices
    .map((index, at) => `${at > 0 && indices[at - 1] !== index - 1 ? "\n[...]\n" : ""}${parts[index]?.text ?? ""}`)
    .join("")
    .trim();
}

/** The next unread parts from a place on, up to the first that is read, within so many tokens. */
function nextUnread({ parts, read }: Passages, from: number, maxTokens: number): number[] {
  const taken: number[] = [];
  let left = maxTokens;
  for (let index = from; index < parts.length; index += 1) {
    const { tokens } = parts[index] ?? { tokens: 0 };
    if (read.has(index) && taken.length > 0) break;
    if (read.has(index)) continue;
    if (tokens > left) break;
    left -= tokens;
    taken.push(index);
  }
  return taken;
}

/** The unread parts from some words on, within so many tokens; or why there are none, in words for a model. */
export function fromPlace(text: Passages, words: string, maxTokens: number): number[] | string {
  const place = placeIn(text, words);
  if (place === null) return "These words do not stand there.";
  const indices = nextUnread(text, place, maxTokens);
  return indices.length > 0 ? indices : "You have all that follows, or there is no room for it.";
}

/** Where a heading or some words of a text are: the part that holds them; empty words = the beginning, null = nowhere. */
function placeIn({ parts }: Passages, words: string): number | null {
  const wanted = bare(words);
  if (wanted === "") return 0;
  const headings = parts.map(({ heading }) => bare(heading ?? ""));
  const places = [
    headings.indexOf(wanted),
    headings.findIndex((heading) => heading.includes(wanted)),
    parts.findIndex((part) => bare(part.text).includes(wanted)),
  ];
  return places.find((place) => place >= 0) ?? null;
}

function bare(text: string): string {
  return text
    .toLowerCase()
    .replace(/[\s#*_"“”]+/g, " ")
    .trim();
}

/** The unread parts of all texts that fit some words, the best first: rare words count more. */
export function bestUnread<Text extends Passages>(
  texts: readonly Text[],
  words: string,
): { of: Text; index: number }[] {
  const wanted = anyOf(words);
  const found = texts.flatMap((of) =>
    unreadIn(of).map((index) => ({ of, index, terms: termsIn(of.parts[index]?.text ?? "", wanted) })),
  );
  const counts = new Map<string, number>();
  for (const { terms } of found) for (const term of terms) counts.set(term, (counts.get(term) ?? 0) + 1);
  const scoreOf = (terms: ReadonlySet<string>) =>
    [...terms].reduce((sum, term) => sum + 1 / (counts.get(term) ?? 1), 0);
  return found
    .filter(({ terms }) => terms.size > 0)
    .map(({ of, index, terms }) => ({ of, index, score: scoreOf(terms) }))
    .toSorted((a, b) => b.score - a.score);
}

const dense = "[\\p{Script=Han}\\p{Script=Hiragana}\\p{Script=Katakana}\\p{Script=Hangul}]";
const word = new RegExp(`${dense}|[\\p{L}\\p{N}]{2,}`, "gu");
const isDense = new RegExp(dense, "u");

/** A pattern for any of some words; each character of a script without spaces is one. */
function anyOf(words: string): RegExp {
  const terms = [...new Set(words.toLowerCase().match(word))];
  const alone = (term: string) => (isDense.test(term) ? term : `(?<![\\p{L}\\p{N}])${term}(?![\\p{L}\\p{N}])`);
  // Looking for these alone takes a third of the time that telling all words of a long answer takes.
  return new RegExp(terms.length > 0 ? terms.map(alone).join("|") : "(?!)", "gu");
}

function termsIn(text: string, wanted: RegExp): Set<string> {
  return new Set(text.toLowerCase().match(wanted));
}
