import { linksIn } from "./source-links";
import { canonicalUrl } from "./source-url";
import type { SourceState } from "./turn";

/** A place in an answer that names a source; `words`: the visible words of a link, null when it has none. */
export type SourceMention = {
  start: number;
  end: number;
  sourceIds: string[];
  words: { start: number; end: number } | null;
};

type Known = Pick<SourceState, "id" | "url" | "aliases">;

const marks = /\[(S\d{1,4}(?:\s*,\s*S\d{1,4})*)\]/g;

/** Every link, footnote and `[S1]` of a text that leads to one of these sources, in the order they stand. */
export function sourceMentionsIn(text: string, sources: readonly Known[]): SourceMention[] {
  if (sources.length === 0) return [];
  const idOf = sourceIdsByUrl(sources);
  const links = linksIn(text).flatMap(({ url, ...place }): SourceMention[] => {
    const id = idOf.get(canonicalUrl(url) ?? "");
    return id ? [{ ...place, sourceIds: [id] }] : [];
  });
  const known = new Set(sources.map(({ id }) => id));
  const written = [...text.matchAll(marks)].flatMap((match): SourceMention[] => {
    const sourceIds = (match[1] ?? "").split(/\s*,\s*/).filter((id) => known.has(id));
    const place = { start: match.index, end: match.index + match[0].length };
    const isInLink = links.some(({ start, end }) => place.start < end && start < place.end);
    return sourceIds.length > 0 && !isInLink ? [{ ...place, sourceIds, words: null }] : [];
  });
  return [...links, ...written].toSorted((a, b) => a.start - b.start);
}

/** Source ids by canonical address, earlier addresses of redirected pages included. */
export function sourceIdsByUrl(sources: readonly Known[]): ReadonlyMap<string, string> {
  const ids = new Map<string, string>();
  for (const { id, url, aliases = [] } of sources) {
    for (const address of [url, ...aliases]) {
      const key = canonicalUrl(address) ?? address;
      if (!ids.has(key)) ids.set(key, id);
    }
  }
  return ids;
}
