import type { ModelCatalog } from "@/lib/core/api-providers";
import type { CatalogModel, Price } from "@/lib/core/model";
import { splitModelName } from "@/lib/core/panel-rules";
import type { ConnectedProvider } from "@/lib/models/provider";
import type { CatalogCache } from "./catalog-cache";
import { type CatalogNewsParts, createCatalogNews } from "./catalog-news";

export type Catalog = {
  /** Everything known now; looks for news in the background. */
  view(): ModelCatalog;
  /** Looks in the background for what is old or missing. */
  look(): void;
  /** Asks every provider again, in the background. */
  refresh(): void;
  /** Resolves when the fetches under way have ended. */
  settled(): Promise<void>;
  /** A model by its name; a bare id means the first connected provider that lists it. */
  find(name: string): CatalogModel | null;
  /** US dollars per million tokens; null = unknown. */
  priceOf(name: string): Price | null;
  /** What people call a model; the end of its id when it is not listed. */
  labelOf(name: string): string;
  /** Forgets every list that was fetched. */
  forgetAll(): void;
};

type CatalogParts = CatalogNewsParts & {
  /** The connected providers that are shown. */
  offered: () => readonly ConnectedProvider[];
};

/** The models of all connected providers. Reading never waits for a network. */
export function createCatalog(parts: CatalogParts): Catalog {
  const { cache } = parts;
  const news = createCatalogNews(parts);
  const find = (name: string) => findModel(parts, name);
  return {
    view() {
      news.look();
      return { providers: parts.offered().map((provider) => groupOf(provider, cache)) };
    },
    look: () => news.look(),
    refresh: () => news.lookNow(),
    settled: () => news.settled(),
    find,
    priceOf: (name) => find(name)?.price ?? null,
    labelOf: (name) => find(name)?.label ?? splitModelName(name).model.split("/").at(-1) ?? name,
    forgetAll: () => cache.forgetAll(),
  };
}

function findModel({ cache, connected }: CatalogParts, name: string): CatalogModel | null {
  const { provider } = splitModelName(name);
  for (const { id } of connected()) {
    const model = cache.entry(id).byName.get(id === provider ? name : `${id}:${name}`);
    if (model) return model;
  }
  return null;
}

function groupOf({ id, label, kind }: ConnectedProvider, cache: CatalogCache): ModelCatalog["providers"][number] {
  const { status, problem, fetchedAt, models } = cache.entry(id);
  return { id, label, kind, status, problem, fetchedAt, models: [...models] };
}
