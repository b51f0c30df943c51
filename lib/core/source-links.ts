import { blankOut } from "./code-parts";

/** A link in an answer: where it stands, where it leads, and where its visible words stand (null = it has none). */
export type Link = { start: number; end: number; url: string; words: { start: number; end: number } | null };

const code = /(?:^|\n)(```|~~~)[\s\S]*?(?:\n\1|$)|`[^`\n]{1,400}`/g;
const inline =
  /!?\[((?:[^[\]\n]|\[[^[\]\n]{0,80}\]){0,300})\]\(\s{0,3}<?((?:[^\s()<>]|\([^\s()]{0,200}\)){1,2000})>?(?:\s+"[^"\n]{0,300}")?\s{0,3}\)/g;
/** `[1]: address` and `[^1]: any words, address`, each on a line of its own. */
const definition = /(?<=^|\n)[ \t]{0,3}\[(\^?[^[\]\n]{1,60})\]:[ \t]*([^\n]{1,2000})/g;
const reference = /\[([^[\]\n]{1,300})\](?:\[([^[\]\n]{0,60})\])?/g;
const bare = /https?:\/\/(?:[^\s<>"`()[\]{}|\\^]|\([^\s<>"`()[\]{}]{0,200}\)){1,2000}/g;

/** So many answers as one panel has, twice. */
const mostTexts = 16;
const linksByText = new Map<string, readonly Link[]>();

/**
 * All web links of a Markdown text in the order they stand; none in code. Written addresses, references and footnotes too.
 * Those of the last texts are remembered: an answer is read when it ends, and again for the judge, who must not wait.
 */
export function linksIn(text: string): readonly Link[] {
  const links = linksByText.get(text) ?? readLinks(text);
  linksByText.delete(text);
  linksByText.set(text, links);
  const [oldest] = linksByText.keys();
  if (linksByText.size > mostTexts && oldest !== undefined) linksByText.delete(oldest);
  return links;
}

function readLinks(text: string): Link[] {
  const links: Link[] = [];
  let rest = text.replace(code, blanks);
  const targets = definitionsIn(rest);
  const take = (pattern: RegExp, read: (match: RegExpExecArray) => Link | null) => {
    const found = [...rest.matchAll(pattern)].flatMap((match) => read(match) ?? []);
    rest = blankOut(rest, found);
    links.push(...found);
  };
  take(inline, (match) => linkOf(match, match[2] ?? "", match[1] ?? ""));
  rest = rest.replace(definition, blanks);
  take(reference, (match) => referenceOf(match, targets));
  take(bare, writtenLink);
  return links.toSorted((a, b) => a.start - b.start);
}

/** The addresses that a text defines for its references and footnotes. */
function definitionsIn(text: string): ReadonlyMap<string, string> {
  const targets = new Map<string, string>();
  for (const [, name = "", target = ""] of text.matchAll(definition)) {
    const url = new RegExp(bare.source).exec(target)?.[0];
    if (url) targets.set(keyOf(name), withoutPunctuation(url));
  }
  return targets;
}

const keyOf = (name: string) => name.trim().toLowerCase();
const blanks = (part: string) => part.replace(/[^\n]/g, " ");
const withoutPunctuation = (url: string) => url.replace(/[.,;:!?'*_~…]+$/, "");

function referenceOf(match: RegExpExecArray, targets: ReadonlyMap<string, string>): Link | null {
  const words = match[1] ?? "";
  const url = targets.get(keyOf(match[2] || words));
  const isMark = /^\^|^[\d\s]+$/.test(words);
  return url ? linkOf(match, url, isMark ? "" : words) : null;
}

function linkOf(match: RegExpExecArray, url: string, words: string): Link | null {
  if (!/^https?:\/\//i.test(url)) return null;
  const opening = match.index + match[0].indexOf("[") + 1;
  const place = words.trim() === "" ? null : { start: opening, end: opening + words.length };
  return { start: match.index, end: match.index + match[0].length, url, words: place };
}

function writtenLink(match: RegExpExecArray): Link {
  const url = withoutPunctuation(match[0]);
  const place = { start: match.index, end: match.index + url.length };
  const isInBrackets = match.input[place.start - 1] === "<" && match.input[place.end] === ">";
  const span = isInBrackets ? { start: place.start - 1, end: place.end + 1 } : place;
  return { ...span, url, words: null };
}
