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
  const unread = texts.flatMap((of) =>
    unreadIn(of).map((index) => ({ of, index, terms: termsIn(of.parts[index]?.text ?? "") })),
  );
  const wanted = [...termsIn(words)].map((term) => ({
    term,
    weight: 1 / unread.filter(({ terms }) => terms.has(term)).length,
  }));
  return unread
    .map(({ of, index, terms }) => ({
      of,
      index,
      score: wanted.reduce((sum, { term, weight }) => sum + (terms.has(term) ? weight : 0), 0),
    }))
    .filter(({ score }) => score > 0)
    .toSorted((a, b) => b.score - a.score);
}

/** Words of two letters or more, and each character of a script without spaces. */
function termsIn(text: string): Set<string> {
  return new Set(
    text
      .toLowerCase()
      .match(/[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]|[\p{L}\p{N}]{2,}/gu),
  );
}
