import type { ProviderRows, StoredProvider } from "@/db/providers";
import type { CatalogCache } from "./catalog-cache";
import type { LocalServers } from "./local-servers";
import { demoProvider, type KnownProvider } from "./provider-sources";
import type { Secrets } from "./secrets";

export type DirectoryParts = {
  rows: ProviderRows;
  secrets: Secrets;
  cache: CatalogCache;
  localServers: LocalServers;
  fromEnvironment: readonly KnownProvider[];
  /** PARLEY_DEMO. */
  demo: "on" | "off" | "auto";
};

export type ProviderDirectory = {
  /** Every provider that can be called: OpenRouter first, the demo last. */
  known(): KnownProvider[];
  /** Those that are shown: in `auto`, the demo only while nothing else can answer. */
  offered(): KnownProvider[];
  /** Reads the database again; call it after every change there. */
  changed(): void;
};

/** All providers from all sources. Keys are opened once and stay in memory. */
export function createProviderDirectory(parts: DirectoryParts): ProviderDirectory {
  let saved: KnownProvider[] | null = null;

  function known(): KnownProvider[] {
    saved ??= parts.rows.list().map((row) => unseal(row, parts.secrets));
    const all = [...saved];
    // A saved provider hides one from elsewhere that has its id, and a found server that has its address.
    const isFree = (one: KnownProvider) =>
      !all.some(({ id, kind, baseUrl }) => id === one.id || (kind === "local" && isSameOrigin(baseUrl, one.baseUrl)));
    all.push(...parts.fromEnvironment.filter(isFree));
    all.push(...parts.localServers.found().map(asFound).filter(isFree));
    all.sort((one, other) => Number(other.kind === "openrouter") - Number(one.kind === "openrouter"));
    return parts.demo === "off" ? all : [...all, demoProvider];
  }

  function offered(): KnownProvider[] {
    const all = known();
    const others = all.filter(({ kind }) => kind !== "demo");
    return parts.demo === "auto" && others.some((one) => canAnswer(one, parts.cache)) ? others : all;
  }

  return {
    known,
    offered,
    changed() {
      saved = null;
    },
  };
}

/** Whether two addresses share scheme, host and port: a key given for one may be sent to the other. */
export function isSameOrigin(one: string, other: string): boolean {
  return originOf(one) === originOf(other);
}

/** The scheme, host and port of an address. */
export function originOf(address: string): string {
  return URL.parse(address)?.origin ?? address;
}

function unseal({ id, label, kind, baseUrl, sealedKey, keyLast4 }: StoredProvider, secrets: Secrets): KnownProvider {
  const apiKey = sealedKey === null ? null : secrets.open(sealedKey, { providerId: id, origin: originOf(baseUrl) });
  const problem = sealedKey !== null && apiKey === null ? unreadableKey : "";
  return { id, label, kind, baseUrl, apiKey, keyLast4, origin: "settings", problem };
}

function asFound(server: Pick<KnownProvider, "id" | "label" | "kind" | "baseUrl" | "apiKey">): KnownProvider {
  return { ...server, origin: "discovered", keyLast4: null, problem: "" };
}

// A server without a model cannot answer anyone, nor one that refused us; one that was not asked yet gets the benefit.
function canAnswer({ id, kind, problem }: KnownProvider, cache: CatalogCache): boolean {
  const { models, status } = cache.entry(id);
  return models.length > 0 || (kind !== "local" && problem === "" && status === "unchecked");
}

const unreadableKey =
  "The stored key cannot be read: the key file of this installation has changed. Enter the key again.";
