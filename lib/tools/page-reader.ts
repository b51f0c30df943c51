import { canonicalUrl, isDomainAllowed } from "@/lib/core/source-url";
import { type FetchOutcome, type FetchPage, type FetchRequest, type ToolFailure, toolFailure } from "@/lib/core/web";
import { createReaderPool, type PoolLimits, type PoolOutcome, type ReaderPool } from "./reader/reader-pool";
import { createRobots } from "./robots";
import { createSafeFetch, type FetchedBody, type FetchLimits, type FetchLogEntry, type SafeFetch } from "./safe-fetch";
import { createTurnPages } from "./turn-pages";

export type PageReaderParts = {
  /** Parley's own version, for the user agent. */
  version: string;
  /** Told every address that was fetched or refused, robots.txt too. */
  log: (entry: FetchLogEntry) => void;
  now: () => number;
  limits?: { fetch?: Partial<FetchLimits>; pool?: Partial<PoolLimits> };
};

export type PageReader = {
  fetchPage: FetchPage;
  /** Ends the reading threads. What is being read fails. */
  close(): void;
};

type Tools = { safeFetch: SafeFetch; askRobots: (url: URL) => Promise<ToolFailure | null>; pool: ReaderPool };

/**
 * Reads pages for panelists: guarded, by the sites' own rules, off the main thread, each once for a turn. An address that a
 * person wrote is read without asking robots.txt, as a browser would; everything a model chose is not.
 */
export function createPageReader({ version, log, now, limits }: PageReaderParts): PageReader {
  const pool = createReaderPool(limits?.pool);
  const fetchLimits = { totalMs: 5000, headersMs: 5000, maxBytes: 512_000 };
  const fetchRobots = createSafeFetch({ version, log, limits: fetchLimits, cutsBody: true });
  const askRobots = createRobots({ fetchRobots, isAllowed: (rules, url) => isAllowed(pool, rules, url), now });
  const safeFetch = createSafeFetch({ version, log, ...(limits?.fetch ? { limits: limits.fetch } : {}) });
  const tools: Tools = { safeFetch, askRobots, pool };
  const pages = createTurnPages({ now });
  return {
    async fetchPage(request) {
      const url = canonicalUrl(request.url);
      if (url === null) return { failure: toolFailure("invalid_arguments", "This is not a whole web address.") };
      const load = (signal: AbortSignal) => loadPage({ ...request, signal }, tools);
      const { turnId, signal } = request;
      return await pages.read({ turnId, url, keyOf: (address) => keyOf(address, request), signal, load });
    },
    close: () => pool.close(),
  };
}

/** Panelists share a page when the same rules let them read it. */
function keyOf(url: string, { allowedDomains, excludedDomains, isFromPerson = false }: FetchRequest): string {
  return JSON.stringify([url, isFromPerson, [...allowedDomains].sort(), [...excludedDomains].sort()]);
}

async function loadPage(request: FetchRequest, tools: Tools): Promise<FetchOutcome> {
  const { isFromPerson = false, signal } = request;
  tools.pool.warm();
  const judgeHop = async (url: URL) => judgeDomain(url, request) ?? (isFromPerson ? null : await tools.askRobots(url));
  const outcome = await tools.safeFetch({ url: request.url, signal, isFromPerson, judgeHop });
  if ("failure" in outcome) return { failure: outcome.failure };
  return await readFetched(outcome.fetched, tools.pool);
}

function judgeDomain(url: URL, { allowedDomains, excludedDomains }: FetchRequest): ToolFailure | null {
  if (isDomainAllowed(url.href, allowedDomains, excludedDomains)) return null;
  return toolFailure(
    "excluded_domain",
    `Pages of ${url.hostname} may not be read here: the panel's settings leave it out.`,
  );
}

async function readFetched({ url, content, body }: FetchedBody, pool: ReaderPool): Promise<FetchOutcome> {
  // The body moves to another thread; its length is not known here afterwards.
  const bytes = body.byteLength;
  const outcome = await pool.run({ kind: content.kind, body, charset: content.charset, url });
  if (outcome.type !== "read") return { failure: failureOf(outcome) };
  const page = { ...outcome.reading, url: canonicalUrl(url) ?? url, contentType: content.type, bytes };
  return { page: { ...page, site: page.site || new URL(url).hostname } };
}

function failureOf(outcome: Exclude<PoolOutcome, { type: "read" }>): ToolFailure {
  if (outcome.type === "overrun") {
    return toolFailure("unreadable", "Reading this page took more time or memory than a page may.");
  }
  if (outcome.type === "busy") {
    return toolFailure("rate_limited", "Too many pages are being read at this moment. Try it again later.");
  }
  return toolFailure("unreadable", "No text could be read from this page.");
}

async function isAllowed(pool: ReaderPool, rules: string, url: string): Promise<boolean> {
  const outcome = await pool.run({ kind: "rules", rules, url });
  // Rules that cannot be read in time are no permission.
  return outcome.type === "rules" && outcome.isAllowed;
}
