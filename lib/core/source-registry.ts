import type { SeenSource } from "./events";
import { linksIn } from "./source-links";
import { canonicalUrl, domainOf } from "./source-url";
import type { KnownSource, SourceState, TurnState } from "./turn";

const ranks: Readonly<Record<SourceState["status"], number>> = { cited: 0, found: 1, fetched: 2 };
const maxAliases = 8;
/** Of the pages that one answer names and nobody retrieved. A model in a loop writes thousands. */
const mostInvented = 100;

/** One more thing that is known of a page. `asked`: the address before redirects. */
type News = Omit<SeenSource, "status"> & { status: SourceState["status"] };
type Who = { seenBy?: string; citedBy?: string };

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
  const ids: string[] = [];
  let next = turn;
  for (const each of news) {
    const url = canonicalUrl(each.url);
    if (url === null) continue;
    const asked = canonicalUrl(each.asked ?? each.url);
    const addresses = new Set([url, asked ?? url]);
    next = withSource(next, { ...each, url }, { addresses, who });
    ids.push(next.sources.find((source) => isAt(source, url))?.id ?? "");
  }
  return { turn: next, ids };
}

/** The turn with the links of a finished answer: pages that nobody retrieved become `cited`, possibly invented. */
export function withCitations(turn: TurnState, text: string, panelistId: string): TurnState {
  const urls = new Set(linksIn(text).flatMap(({ url }) => canonicalUrl(url) ?? []));
  const known = new Set([...turn.sources, ...(turn.knownSources ?? [])].flatMap((source) => [...addressesOf(source)]));
  const invented = [...urls].filter((url) => !known.has(url)).slice(0, mostInvented);
  const named = [...[...urls].filter((url) => known.has(url)), ...invented];
  const news = named.map((url): News => ({ url, title: "", snippet: "", date: "", status: "cited" }));
  const marked = new Set(
    [...text.matchAll(/\[S\d+(?:\s*,\s*S\d+)*\]/g)].flatMap(([mark]) => mark.match(/S\d+/g) ?? []),
  );
  const { turn: linked } = withSources(turn, news, { citedBy: panelistId });
  const sources = linked.sources.map((source) =>
    marked.has(source.id) ? withReader(source, { citedBy: panelistId }) : source,
  );
  return marked.size > 0 ? { ...linked, sources } : linked;
}

type Place = { addresses: ReadonlySet<string>; who: Who };

function withSource(turn: TurnState, news: News, place: Place): TurnState {
  const { addresses, who } = place;
  const isSame = (source: SourceState) => [...addresses].some((address) => isAt(source, address));
  const same = turn.sources.filter(isSame);
  if (same.length > 0) {
    // Two rows that turn out to be one page keep their ids and their addresses.
    const raise = (source: SourceState) => raised(source, news, { ...place, moves: same.length === 1 });
    return { ...turn, sources: turn.sources.map((source) => (isSame(source) ? raise(source) : source)) };
  }
  const source: SourceState = {
    ...factsOf(news),
    id: idFor(turn, addresses),
    url: news.url,
    status: news.status,
    domain: domainOf(news.url),
    seenBy: [],
    ...aliasesOf([], news.url, addresses),
  };
  return { ...turn, sources: [...turn.sources, withReader(source, who)] };
}

/** The id that the page has in this conversation, else the next one. */
function idFor({ sources, knownSources = [] }: TurnState, addresses: ReadonlySet<string>): string {
  const known = knownSources.find((source) => [...addresses].some((address) => isAt(source, address)));
  if (known) return known.id;
  const numbers = [...sources, ...knownSources].map(({ id }) => Number(id.slice(1)) || 0);
  return `S${Math.max(0, ...numbers) + 1}`;
}

function isAt(source: KnownSource, address: string): boolean {
  return addressesOf(source).has(address);
}

/** Every row is compared with every address that comes; addresses are read once for each row. */
const addressesByRow = new WeakMap<KnownSource, ReadonlySet<string>>();

function addressesOf(source: KnownSource): ReadonlySet<string> {
  const { url, aliases = [] } = source;
  const addresses = addressesByRow.get(source) ?? new Set([url, canonicalUrl(url) ?? url, ...aliases]);
  addressesByRow.set(source, addresses);
  return addresses;
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

function withReader(source: SourceState, { seenBy, citedBy }: Who): SourceState {
  const seen = seenBy && !source.seenBy.includes(seenBy) ? { seenBy: [...source.seenBy, seenBy] } : {};
  const named = source.citedBy ?? [];
  const cited = citedBy && !named.includes(citedBy) ? { citedBy: [...named, citedBy] } : {};
  return { ...source, ...seen, ...cited };
}
