import type { z } from "zod";
import type { StoredProvider } from "@/db/providers";
import type { CreateProviderBody, PatchProviderBody, ProviderTest, ProviderView } from "@/lib/core/api-providers";
import { FailureError, failure } from "@/lib/core/failure";
import type { Clock } from "@/lib/core/model";
import type { ConnectedProvider } from "@/lib/models/provider";
import type { CatalogCache } from "./catalog-cache";
import {
  createProviderDirectory,
  type DirectoryParts,
  isSameOrigin,
  originOf,
  type ProviderDirectory,
} from "./provider-directory";
import { type KnownProvider, lastFour } from "./provider-sources";
import { conflict, notFound } from "./refusals";
import type { Secrets } from "./secrets";
import { uniqueSlug } from "./slug";

type CreateInput = z.output<typeof CreateProviderBody>;
type Patch = z.output<typeof PatchProviderBody>;

export type Providers = {
  /** Every provider that is shown, OpenRouter first. */
  list(): ProviderView[];
  /** Throws a FailureError when the address is Parley's own. */
  create(input: CreateInput): ProviderView;
  /** A new scheme, host or port clears the key unless a key comes with it; an empty key removes it. */
  update(id: string, patch: Patch): ProviderView;
  remove(id: string): void;
  removeAll(): void;
  test(id: string): Promise<ProviderTest>;
  /** Every provider that can be called, OpenRouter first and the demo last; the demo is there unless PARLEY_DEMO is off. */
  connected(): readonly ConnectedProvider[];
  /** Those that are offered: without the demo once another provider can answer. */
  offered(): readonly ConnectedProvider[];
};

export type ProviderParts = DirectoryParts & {
  clock: Pick<Clock, "now">;
  isOwnAddress: (address: string) => boolean;
  testProvider: (provider: ConnectedProvider) => Promise<ProviderTest>;
};

/** Where models come from: settings, environment, servers found on this machine, and the demo. */
export function createProviders(parts: ProviderParts): Providers {
  const { rows, cache } = parts;
  const directory = createProviderDirectory(parts);
  const viewOf = (id: string) => toView(findProvider(directory, id), cache);
  return {
    list: () => directory.offered().map((provider) => toView(provider, cache)),
    connected: () => directory.known(),
    offered: () => directory.offered(),
    create(input) {
      const row = newRow(parts, directory, input);
      rows.add(row);
      directory.changed();
      cache.doubt(row.id);
      return viewOf(row.id);
    },
    update(id, patch) {
      const before = findRow(parts, directory, id);
      const after = changedRow(parts, before, patch);
      rows.replace(after);
      directory.changed();
      if (after.baseUrl !== before.baseUrl) cache.forget(id);
      else if (patch.apiKey !== undefined) cache.doubt(id);
      return viewOf(id);
    },
    remove(id) {
      rows.remove(findRow(parts, directory, id).id);
      directory.changed();
      cache.forget(id);
    },
    removeAll() {
      rows.removeAll();
      directory.changed();
    },
    test: (id) => parts.testProvider(findProvider(directory, id)),
  };
}

function findProvider(directory: ProviderDirectory, id: string): KnownProvider {
  const provider = directory.known().find((one) => one.id === id);
  if (!provider) throw notFound("provider");
  return provider;
}

/** Only what a person added here can be changed here. */
function findRow({ rows }: ProviderParts, directory: ProviderDirectory, id: string): StoredProvider {
  const row = rows.find(id);
  if (row) return row;
  throw conflict(whyFixed(findProvider(directory, id)));
}

function newRow(parts: ProviderParts, directory: ProviderDirectory, input: CreateInput): StoredProvider {
  refuseOwnAddress(parts, input.baseUrl);
  const { label, kind } = input;
  const name = kind === "openrouter" ? "openrouter" : label;
  const id = uniqueSlug(name, "provider", (slug) => isTaken(slug, input, directory.known()));
  const place = { id, label, kind, baseUrl: tidy(input.baseUrl), createdAt: parts.clock.now() };
  return withKey({ ...place, sealedKey: null, keyLast4: null }, input.apiKey, parts.secrets);
}

function changedRow(parts: ProviderParts, before: StoredProvider, patch: Patch): StoredProvider {
  if (patch.baseUrl !== undefined) refuseOwnAddress(parts, patch.baseUrl);
  const baseUrl = tidy(patch.baseUrl ?? before.baseUrl);
  const after = { ...before, label: patch.label ?? before.label, baseUrl };
  const apiKey = patch.apiKey ?? (isSameOrigin(baseUrl, before.baseUrl) ? undefined : "");
  return apiKey === undefined ? after : withKey(after, apiKey, parts.secrets);
}

/** Ids that a name must not turn into: each means something else in a model's name. */
const reservedIds: ReadonlySet<string> = new Set(["demo", "parley", "openrouter"]);

function isTaken(id: string, input: CreateInput, known: readonly KnownProvider[]): boolean {
  const owner = known.find((one) => one.id === id);
  if (id === "openrouter" && input.kind === "openrouter") return owner !== undefined;
  // Adding the server that was found here keeps the names of its models.
  const isSameServer = owner?.origin === "discovered" && isSameOrigin(owner.baseUrl, input.baseUrl);
  return reservedIds.has(id) || (owner !== undefined && !isSameServer);
}

function refuseOwnAddress({ isOwnAddress }: ProviderParts, address: string): void {
  if (isOwnAddress(address)) throw new FailureError(ownAddress);
}

function withKey(row: StoredProvider, apiKey: string, secrets: Secrets): StoredProvider {
  if (apiKey === "") return { ...row, sealedKey: null, keyLast4: null };
  const owner = { providerId: row.id, origin: originOf(row.baseUrl) };
  return { ...row, sealedKey: secrets.seal(apiKey, owner), keyLast4: lastFour(apiKey) };
}

// Built from named fields, never from the row: what is not listed here cannot leave.
function toView(provider: KnownProvider, cache: CatalogCache): ProviderView {
  const { id, label, kind, baseUrl, keyLast4, origin, problem } = provider;
  const entry = cache.entry(id);
  return {
    id,
    label,
    kind,
    baseUrl,
    keyLast4,
    origin,
    status: problem === "" ? entry.status : "not_authorized",
    problem: problem || entry.problem,
    modelCount: entry.models.length === 0 && entry.fetchedAt === null ? null : entry.models.length,
    fetchedAt: entry.fetchedAt,
  };
}

function whyFixed({ label, origin }: KnownProvider): string {
  if (origin === "environment") return `${label} comes from the environment. Change it where Parley is started.`;
  if (origin === "discovered") return `${label} was found running on this machine. Add it as a provider to change it.`;
  return "The demo is built in. Start Parley with PARLEY_DEMO=off to be without it.";
}

function tidy(address: string): string {
  return address.trim().replace(/\/+$/, "");
}

const ownAddress = failure(
  "invalid_request",
  "That is the address of Parley itself. A panel cannot sit on its own panel.",
  400,
);
