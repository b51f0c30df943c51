import type { ModelCatalog } from "@/lib/core/api-providers";
import type { CatalogModel, ProviderKind } from "@/lib/core/model";
import { splitModelName } from "@/lib/core/panel-rules";
import type { CatalogProvider } from "./model-book";

export const capabilityNames = ["reasoning", "tools", "images", "strictJson"] as const;
export type CapabilityName = (typeof capabilityNames)[number];

export type ModelFilter = CapabilityName | "local" | "free";
export type ModelSort = "cheapest" | "context" | "name";

export const filterLabels: Record<ModelFilter, string> = {
  reasoning: "Reasoning",
  tools: "Tools",
  images: "Images",
  strictJson: "Strict JSON",
  local: "Local",
  free: "Free",
};

export const sortLabels: Record<ModelSort, string> = {
  cheapest: "Cheapest first",
  context: "Longest context",
  name: "Name",
};

/** What the picker is asked for. */
export type ModelQuery = { search: string; filters: readonly ModelFilter[]; sort: ModelSort };

/** A model with the kind of its provider, which decides how its price reads. */
export type ListedModel = { model: CatalogModel; kind: ProviderKind };

/** A heading with its models; without a search there is one group a provider, with a search a single nameless one. */
export type ModelGroup = { provider: CatalogProvider | null; models: ListedModel[] };

/** Every model of the catalogue, in its order. */
export function listModels(catalog: ModelCatalog): ListedModel[] {
  return catalog.providers.flatMap(({ kind, models }) => models.map((model) => ({ model, kind })));
}

/** The filters that sort out something: at least one model has the property and at least one has not. */
export function usefulFilters(models: readonly ListedModel[]): ModelFilter[] {
  const filters: ModelFilter[] = ["reasoning", "tools", "images", "strictJson", "local", "free"];
  return filters.filter((filter) => {
    const matching = models.filter((listed) => hasProperty(listed, filter)).length;
    return matching > 0 && matching < models.length;
  });
}

/** The models that match every word of the search and every filter, sorted, and grouped when nothing is searched. */
export function groupModels(catalog: ModelCatalog, query: ModelQuery): ModelGroup[] {
  const words = simplify(query.search).split(" ").filter(Boolean);
  if (words.length > 0) {
    return [{ provider: null, models: namedFirst(pickModels(listModels(catalog), query, words), words.join(" ")) }];
  }
  return catalog.providers.map((provider) => {
    const models = provider.models.map((model) => ({ model, kind: provider.kind }));
    return { provider, models: pickModels(models, query, []) };
  });
}

/** Whoever types a whole name or id means that model, whatever the order. */
function namedFirst(models: readonly ListedModel[], searched: string): ListedModel[] {
  const isNamed = ({ model }: ListedModel) =>
    [model.label, model.name, splitModelName(model.name).model].some((name) => simplify(name) === searched);
  return [...models.filter(isNamed), ...models.filter((listed) => !isNamed(listed))];
}

function pickModels(models: ListedModel[], { filters, sort }: ModelQuery, words: string[]): ListedModel[] {
  return models
    .filter((listed) => filters.every((filter) => hasProperty(listed, filter)))
    .filter(({ model }) => matchesWords(model, words))
    .toSorted(orders[sort]);
}

function hasProperty({ model, kind }: ListedModel, filter: ModelFilter): boolean {
  if (filter === "local") return kind === "local";
  if (filter === "free") return isFree({ model, kind });
  return model.capabilities[filter] === true;
}

function isFree({ model, kind }: ListedModel): boolean {
  return kind === "local" || kind === "demo" || (model.price?.input === 0 && model.price.output === 0);
}

function matchesWords(model: CatalogModel, words: readonly string[]): boolean {
  if (words.length === 0) return true;
  const text = simplify(`${model.label} ${model.name}`);
  const joined = text.replaceAll(" ", "");
  return words.every((word) => text.includes(word) || joined.includes(word));
}

/** Lower case, with everything but letters and digits as one space: "DeepSeek-V4" is found by "deepseek v4". */
function simplify(text: string): string {
  return text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}.]+/gu, " ")
    .trim();
}

type Order = (one: ListedModel, other: ListedModel) => number;

const byName: Order = (one, other) => one.model.label.localeCompare(other.model.label, "en", { numeric: true });

const orders: Record<ModelSort, Order> = {
  name: byName,
  context: (one, other) => (other.model.contextTokens ?? 0) - (one.model.contextTokens ?? 0) || byName(one, other),
  cheapest: (one, other) => compareNumbers(costOf(one), costOf(other)) || byName(one, other),
};

/** What a million tokens each way cost; an unknown price comes last. */
function costOf(listed: ListedModel): number {
  if (isFree(listed)) return 0;
  const { price } = listed.model;
  return price ? price.input + price.output : Number.POSITIVE_INFINITY;
}

function compareNumbers(one: number, other: number): number {
  return one === other ? 0 : one - other;
}
