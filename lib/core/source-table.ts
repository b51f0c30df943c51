import type { SeenSource } from "./seen-source";
import { canonicalUrl, domainOf } from "./source-url";
import type { KnownSource, SourceState, TurnState } from "./turn";

const ranks: Readonly<Record<SourceState["status"], number>> = { cited: 0, found: 1, fetched: 2 };
const maxAliases = 8;

/** One more thing that is known of a page. `asked`: the address before redirects. */
export type News = Omit<SeenSource, "status"> & { status: SourceState["status"] };
export type Who = { seenBy?: string; citedBy?: string };
type Place = { addresses: ReadonlySet<string>; who: Who };

/** The source table of a turn while pages are added to it; rows are found by their addresses. */
export function openSourceTable({ sources, knownSources = [] }: Pick<TurnState, "sources" | "knownSources">) {
  const rows = [...sources];
  const rowsAt = new Map<string, Set<number>>();
  const known = knownIds(knownSources);
  let last = highest([...rows, ...knownSources]);
  for (const [index, row] of rows.entries()) enter(row, index);

  function enter(row: SourceState, index: number): void {
    for (const address of addressesOf(row)) {
      const at = rowsAt.get(address);
      if (at) at.add(index);
      else rowsAt.set(address, new Set([index]));
    }
  }

  function change(index: number, update: (row: SourceState) => SourceState): void {
    const row = rows[index];
    if (!row) return;
    for (const address of addressesOf(row)) rowsAt.get(address)?.delete(index);
    rows[index] = update(row);
    enter(rows[index], index);
  }

  function append(news: News, { addresses, who }: Place): void {
    const id = [...addresses].flatMap((address) => known.get(address) ?? [])[0] ?? `S${++last}`;
    const { url, status } = news;
    const facts = { ...factsOf(news), id, url, status, domain: domainOf(url), seenBy: [] };
    const row = withReader({ ...facts, ...aliasesOf([], url, addresses) }, who);
    enter(row, rows.push(row) - 1);
  }

  /** The row of an address; the first where several have it. */
  const at = (url: string): SourceState | undefined => rows[Math.min(...(rowsAt.get(url) ?? []))];

  return {
    rows: (): SourceState[] => rows,
    /** Whether the turn, or the conversation before it, has a page of this canonical address. */
    knows: (url: string): boolean => known.has(url) || at(url) !== undefined,
    /** Takes in what is known of a page; gives its id, or null when the address is none of the web. */
    add(each: News, who: Who): string | null {
      const url = canonicalUrl(each.url);
      if (url === null) return null;
      const addresses = new Set([url, canonicalUrl(each.asked ?? url) ?? url]);
      const same = new Set([...addresses].flatMap((address) => [...(rowsAt.get(address) ?? [])]));
      const news = { ...each, url };
      // Two rows that turn out to be one page keep their ids and their addresses.
      const raise = (row: SourceState) => raised(row, news, { addresses, who, moves: same.size === 1 });
      for (const index of same) change(index, raise);
      if (same.size === 0) append(news, { addresses, who });
      return at(url)?.id ?? null;
    },
  };
}

function highest(rows: readonly KnownSource[]): number {
  return rows.reduce((most, { id }) => Math.max(most, Number(id.slice(1)) || 0), 0);
}

/** Addresses of a row are read once. */
const addressesByRow = new WeakMap<KnownSource, ReadonlySet<string>>();

/** Every spelling under which a page is known. */
function addressesOf(source: KnownSource): ReadonlySet<string> {
  const { url, aliases = [] } = source;
  const addresses = addressesByRow.get(source) ?? new Set([url, canonicalUrl(url) ?? url, ...aliases]);
  addressesByRow.set(source, addresses);
  return addresses;
}

/** The ids that pages have in the conversation, by address. */
function knownIds(sources: readonly KnownSource[]): ReadonlyMap<string, string> {
  const ids = new Map<string, string>();
  for (const source of sources) {
    for (const address of addressesOf(source)) if (!ids.has(address)) ids.set(address, source.id);
  }
  return ids;
}

/** What a page says of itself counts more than what a search engine says of it; empty words never replace others. */
function raised(source: SourceState, news: News, { addresses, who, moves }: Place & { moves: boolean }): SourceState {
  const rises = ranks[news.status] > ranks[source.status];
  const facts = factsOf(news);
  const merged = rises ? { ...source, ...filled(facts) } : { ...source, ...filled(facts), ...filled(factsOf(source)) };
  const url = moves && rises ? news.url : source.url;
  return withReader(
    {
      ...merged,
      url,
      domain: domainOf(url),
      status: rises ? news.status : source.status,
      ...(source.snippet ? { snippet: source.snippet } : {}),
      ...aliasesOf([...(source.aliases ?? []), source.url], url, addresses),
    },
    who,
  );
}

type Facts = Pick<SourceState, "title" | "snippet" | "date" | "site" | "author" | "print">;

function factsOf({ title, snippet, date, site, author, print }: Facts) {
  const optional = { snippet, date, site, author, print };
  return { title, ...filled(optional) };
}

/** Without what is empty or missing. `Object.entries` forgets which fields they were, hence `as`. */
function filled<Fields extends Record<string, unknown>>(fields: Fields): Partial<Fields> {
  const entries = Object.entries(fields).filter(([, value]) => value !== undefined && value !== "");
  return Object.fromEntries(entries) as Partial<Fields>;
}

function aliasesOf(aliases: readonly string[], url: string, addresses: ReadonlySet<string>): { aliases?: string[] } {
  const all = new Set([...aliases, ...addresses]);
  all.delete(url);
  return all.size > 0 ? { aliases: [...all].slice(0, maxAliases) } : {};
}

/** The row, seen or named by one more panelist. */
export function withReader(source: SourceState, { seenBy, citedBy }: Who): SourceState {
  const seen = seenBy && !source.seenBy.includes(seenBy) ? { seenBy: [...source.seenBy, seenBy] } : {};
  const named = source.citedBy ?? [];
  const cited = citedBy && !named.includes(citedBy) ? { citedBy: [...named, citedBy] } : {};
  return { ...source, ...seen, ...cited };
}
