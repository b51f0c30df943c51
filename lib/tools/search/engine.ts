import type { SearchHit } from "@/lib/core/web";

/** What one engine is asked for; limits and domain rules are already those of the engine's caller. */
export type EngineQuery = {
  query: string;
  /** 1 to 25. An engine may give fewer, or more: the caller cuts when it has left out what the rules forbid. */
  count: number;
  allowedDomains: readonly string[];
  excludedDomains: readonly string[];
  signal: AbortSignal;
};

/** One way to search the web. `search` throws an EngineError, never anything else. */
export type SearchEngine = {
  id: string;
  /** For people, e.g. "Brave". */
  label: string;
  search(query: EngineQuery): Promise<SearchHit[]>;
};

/** A key or an address that reaches one engine; null = there is none. */
export type EngineAccess = {
  searxngUrl: string | null;
  braveKey: string | null;
  tavilyKey: string | null;
  exaKey: string | null;
};

/** Where the engines live; tests put their own servers here. */
export type EngineAddresses = {
  brave: string;
  tavily: string;
  exa: string;
  /** `{language}` stands for the edition, e.g. "en". */
  wikipedia: string;
  wikinews: string;
  crossref: string;
};

export const publicAddresses: EngineAddresses = {
  brave: "https://api.search.brave.com/res/v1/web/search",
  tavily: "https://api.tavily.com/search",
  exa: "https://api.exa.ai/search",
  wikipedia: "https://{language}.wikipedia.org/w/api.php",
  wikinews: "https://{language}.wikinews.org/w/api.php",
  crossref: "https://api.crossref.org/works",
};
