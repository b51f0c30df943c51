import { z } from "zod";
import type { SettingRows } from "@/db/settings";
import type { PatchSearchEngineBody, SearchEngineId, SearchEngineTest, SearchEngineView } from "@/lib/core/api-search";
import { FailureError, failure } from "@/lib/core/failure";
import type { SearchWeb } from "@/lib/core/web";
import type { EngineAccess, EngineAddresses } from "@/lib/tools/search/engine";
import { createSearchWeb, enginesOf } from "@/lib/tools/search/search-web";
import type { Env } from "./env";
import { lastFour } from "./provider-sources";
import type { SealedKey, Secrets } from "./secrets";

export type SearchEngines = {
  /** Every engine Parley knows, set up or not, in the order in which "auto" takes them. */
  list(): SearchEngineView[];
  /** Stores or forgets a key or an address. Throws invalid_request for what an engine does not need. */
  update(id: SearchEngineId, patch: z.output<typeof PatchSearchEngineBody>): SearchEngineView;
  /** One real search. */
  test(id: SearchEngineId): Promise<SearchEngineTest>;
  searchWeb: SearchWeb;
  /** The keys in use, for what has to be kept out of logs. */
  keys(): (string | null)[];
};

export type SearchEnginesParts = {
  rows: SettingRows;
  secrets: Secrets;
  fromEnvironment: Env["search"];
  /** Where the public engines live; tests put their own server here. */
  addresses?: EngineAddresses;
};

type Known = { label: string; needs: SearchEngineView["needs"]; from: keyof EngineAccess | null };

const known: Readonly<Record<SearchEngineId, Known>> = {
  searxng: { label: "SearXNG", needs: "address", from: "searxngUrl" },
  brave: { label: "Brave", needs: "key", from: "braveKey" },
  tavily: { label: "Tavily", needs: "key", from: "tavilyKey" },
  exa: { label: "Exa", needs: "key", from: "exaKey" },
  open: { label: "Wikipedia, Wikinews and Crossref", needs: "nothing", from: null },
};

const prefix = "search-engine:";
const Stored = z.object({ sealed: z.string(), last4: z.string() });
const unreadable = "The stored key cannot be read: the key file of this installation has changed. Enter the key again.";

/** The search engines of this installation. What is stored in Settings wins over the environment. */
export function createSearchEngines({ rows, secrets, fromEnvironment, addresses }: SearchEnginesParts): SearchEngines {
  const values = { stored: (id: SearchEngineId) => openStored({ rows, secrets }, id), fromEnvironment };
  const searchWeb = createSearchWeb(() => enginesOf(accessOf(values), addresses));
  return {
    list: () => ids.map((id) => viewOf(values, id)),
    update(id, patch) {
      const value = valueIn(id, patch);
      if (value === "") rows.remove(prefix + id);
      else {
        const row = { sealed: secrets.seal(value, ownerOf(id)), last4: lastFour(value) };
        rows.set(prefix + id, JSON.stringify(row));
      }
      return viewOf(values, id);
    },
    test: (id) => testEngine(searchWeb, id),
    searchWeb,
    keys: () => ids.filter((id) => known[id].needs === "key").map((id) => valueOf(values, id)),
  };
}

/** `value` null = it is stored and cannot be read. */
type StoredValue = { value: string | null; last4: string };
type Values = { stored: (id: SearchEngineId) => StoredValue | null; fromEnvironment: Env["search"] };

function openStored({ rows, secrets }: Pick<SearchEnginesParts, "rows" | "secrets">, id: SearchEngineId) {
  const text = rows.get(prefix + id);
  if (text === null) return null;
  const { sealed, last4 } = Stored.parse(JSON.parse(text));
  return { value: secrets.open(sealed, ownerOf(id)), last4 };
}

function valueOf({ stored, fromEnvironment }: Values, id: SearchEngineId): string | null {
  const { from } = known[id];
  const own = stored(id);
  return own ? own.value : from && fromEnvironment[from];
}

function accessOf(values: Values): EngineAccess {
  return {
    searxngUrl: valueOf(values, "searxng"),
    braveKey: valueOf(values, "brave"),
    tavilyKey: valueOf(values, "tavily"),
    exaKey: valueOf(values, "exa"),
  };
}

function viewOf(values: Values, id: SearchEngineId): SearchEngineView {
  const { label, needs } = known[id];
  const own = values.stored(id);
  const value = valueOf(values, id);
  return {
    id,
    label,
    needs,
    origin: originOf(needs, own !== null, value),
    keyLast4: needs === "key" ? (own?.last4 ?? (value && lastFour(value))) : null,
    address: needs === "address" ? value : null,
    problem: own && own.value === null ? unreadable : "",
  };
}

async function testEngine(searchWeb: SearchWeb, engine: SearchEngineId): Promise<SearchEngineTest> {
  const outcome = await searchWeb({
    query: "carbon tax",
    engine,
    maxResults: 3,
    allowedDomains: [],
    excludedDomains: [],
    signal: AbortSignal.timeout(20_000),
  });
  if ("failure" in outcome) return { ok: false, message: outcome.failure.message };
  const count = outcome.hits.length;
  if (count === 0) return { ok: false, message: "The engine answered, but found nothing for a common search." };
  return { ok: true, message: `Works: ${count} ${count === 1 ? "result" : "results"} for a test search.` };
}

const ids: readonly SearchEngineId[] = ["searxng", "brave", "tavily", "exa", "open"];

function originOf(needs: SearchEngineView["needs"], isStored: boolean, value: string | null) {
  if (needs === "nothing") return "built-in";
  if (isStored) return "settings";
  return value === null ? null : "environment";
}

/** The key that a row of settings holds sealed; null = it is no search engine's. */
export function sealedEngineKey({ key, value }: { key: string; value: string }): SealedKey | null {
  const id = ids.find((one) => prefix + one === key);
  return id ? { label: known[id].label, sealed: Stored.parse(JSON.parse(value)).sealed, owner: ownerOf(id) } : null;
}

/** A secret opens only for the engine it was given for. */
function ownerOf(id: SearchEngineId) {
  return { providerId: `search:${id}`, origin: id };
}

function valueIn(id: SearchEngineId, { apiKey, address }: z.output<typeof PatchSearchEngineBody>): string {
  const { label, needs } = known[id];
  if (needs === "key" && apiKey !== undefined && address === undefined) return apiKey;
  if (needs === "address" && address !== undefined && apiKey === undefined) return address.replace(/\/+$/, "");
  const wanted = needs === "nothing" ? "nothing to be set up" : needs === "key" ? "a key" : "an address";
  throw new FailureError(failure("invalid_request", `${label} needs ${wanted}.`, 400));
}
