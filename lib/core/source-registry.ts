import { linksIn } from "./source-links";
import { type News, openSourceTable, type Who, withReader } from "./source-table";
import { canonicalUrl } from "./source-url";
import type { KnownSource, TurnState } from "./turn";

/** Of the pages that one answer names and nobody retrieved. A model in a loop writes thousands. */
const mostInvented = 100;

/** The ids that the turns of a conversation have given, for the next one; each once. */
export function sourceIdsOf(turns: readonly Pick<TurnState, "sources">[]): KnownSource[] {
  const known = new Map<string, KnownSource>();
  for (const { id, url, aliases } of turns.flatMap(({ sources }) => sources)) {
    if (!known.has(id)) known.set(id, { id, url, ...(aliases ? { aliases } : {}) });
  }
  return [...known.values()];
}

/**
 * The turn with these pages in its registry, and their ids in the same order. The first page of a conversation is S1; an
 * id never changes, a status only rises, and what is known is not forgotten.
 */
export function withSources(turn: TurnState, news: readonly News[], who: Who): { turn: TurnState; ids: string[] } {
  const table = openSourceTable(turn);
  const ids = news.flatMap((each) => table.add(each, who) ?? []);
  return { turn: ids.length > 0 ? { ...turn, sources: table.rows() } : turn, ids };
}

/** The turn with the links of a finished answer: pages that nobody retrieved become `cited`, possibly invented. */
export function withCitations(turn: TurnState, text: string, panelistId: string): TurnState {
  const who = { citedBy: panelistId };
  const table = openSourceTable(turn);
  const urls = [...new Set(linksIn(text).flatMap(({ url }) => canonicalUrl(url) ?? []))];
  const known = new Set(urls.filter((url) => table.knows(url)));
  const invented = urls.filter((url) => !known.has(url)).slice(0, mostInvented);
  for (const url of [...known, ...invented]) {
    table.add({ url, title: "", snippet: "", date: "", status: "cited" }, who);
  }
  const marked = new Set(
    [...text.matchAll(/\[S\d+(?:\s*,\s*S\d+)*\]/g)].flatMap(([mark]) => mark.match(/S\d+/g) ?? []),
  );
  if (urls.length === 0 && marked.size === 0) return turn;
  return { ...turn, sources: table.rows().map((source) => (marked.has(source.id) ? withReader(source, who) : source)) };
}
