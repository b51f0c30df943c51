import type { CatalogRows } from "@/db/catalogs";
import type { ModelCatalog } from "@/lib/core/api-providers";
import type { Failure } from "@/lib/core/failure";
import type { CatalogModel, Clock } from "@/lib/core/model";
import { splitModelName } from "@/lib/core/panel-rules";

type Status = ModelCatalog["providers"][number]["status"];

/** What is known about one provider's models. */
type CatalogEntry = {
  models: readonly CatalogModel[];
  byName: ReadonlyMap<string, CatalogModel>;
  /** Their ids without the provider's prefix; null = no list is known. */
  ids: ReadonlySet<string> | null;
  /** When the list came; null = never. */
  fetchedAt: number | null;
  /** When it was last asked for in this process; null = not yet. */
  askedAt: number | null;
  status: Status;
  problem: string;
};

export type CatalogCache = {
  entry(providerId: string): CatalogEntry;
  asked(providerId: string): void;
  succeeded(providerId: string, models: CatalogModel[]): void;
  failed(providerId: string, failure: Failure): void;
  /** Keeps the models but asks again soon, as after a new key. */
  doubt(providerId: string): void;
  forget(providerId: string): void;
  forgetAll(): void;
};

type CacheParts = {
  rows: CatalogRows;
  clock: Pick<Clock, "now">;
  /** Lists that never change and are never fetched, by provider: the demo's. */
  fixed: Readonly<Record<string, readonly CatalogModel[]>>;
};

/** The model lists of all providers, in memory and in the database, so that they are there at once and without a network. */
export function createCatalogCache({ rows, clock, fixed }: CacheParts): CatalogCache {
  const entries = new Map<string, CatalogEntry>();
  const entry = (providerId: string) => {
    const always = fixed[providerId];
    const known = entries.get(providerId) ?? (always ? fixedEntry(always) : load(rows, providerId));
    entries.set(providerId, known);
    return known;
  };
  const change = (providerId: string, part: Partial<CatalogEntry>) => {
    entries.set(providerId, { ...entry(providerId), ...part });
  };
  return {
    entry,
    asked: (providerId) => change(providerId, { askedAt: clock.now() }),
    succeeded(providerId, models) {
      const fetchedAt = clock.now();
      rows.save(providerId, { models, fetchedAt });
      change(providerId, { ...listOf(models), fetchedAt, status: "connected", problem: "" });
    },
    failed(providerId, { code, message }) {
      change(providerId, { status: code === "not_authorized" ? "not_authorized" : "unreachable", problem: message });
    },
    doubt: (providerId) => change(providerId, { askedAt: null, status: "unchecked", problem: "" }),
    forget(providerId) {
      rows.remove(providerId);
      entries.delete(providerId);
    },
    forgetAll() {
      rows.removeAll();
      entries.clear();
    },
  };
}

function load(rows: CatalogRows, providerId: string): CatalogEntry {
  const stored = rows.find(providerId);
  const list = stored ? listOf(stored.models) : { ...listOf([]), ids: null };
  return { ...list, fetchedAt: stored?.fetchedAt ?? null, askedAt: null, status: "unchecked", problem: "" };
}

function fixedEntry(models: readonly CatalogModel[]): CatalogEntry {
  return { ...listOf(models), fetchedAt: null, askedAt: null, status: "connected", problem: "" };
}

function listOf(models: readonly CatalogModel[]): Pick<CatalogEntry, "models" | "byName" | "ids"> {
  const byName = new Map(models.map((model) => [model.name, model]));
  return { models, byName, ids: new Set(models.map(({ name }) => splitModelName(name).model)) };
}
