import type { ModelCatalog } from "@/lib/core/api-providers";
import { ModelName } from "@/lib/core/ids";
import { type CatalogProvider, lookUpModel, type ModelEntry } from "./model-book";
import { groupModels, type ListedModel, type ModelGroup, type ModelQuery } from "./model-filter";

/** One row of the picker's list. Headings cannot be chosen; everything else can be reached with the arrow keys. */
export type PickerItem =
  | { type: "heading"; provider: CatalogProvider }
  | { type: "retry"; provider: CatalogProvider }
  | { type: "model"; listed: ListedModel }
  | { type: "missing"; entry: ModelEntry }
  | { type: "typed"; name: string };

/** The whole list: what is missing first, then the models, then ids that can be used as typed. */
export function listItems(catalog: ModelCatalog, query: ModelQuery, current: string): PickerItem[] {
  const groups = groupModels(catalog, query);
  const searching = groups.some((group) => group.provider === null);
  const found = groups.some((group) => group.models.length > 0);
  return [
    ...(searching ? [] : missingCurrent(catalog, current)),
    ...groups.flatMap((group) => listGroup(group, query)),
    ...(searching ? typedNames(catalog, query.search.trim(), found) : []),
  ];
}

/** How many models the list shows. */
export function countModels(items: readonly PickerItem[]): number {
  return items.filter((item) => item.type === "model").length;
}

function missingCurrent(catalog: ModelCatalog, current: string): PickerItem[] {
  const entry = lookUpModel(current, catalog);
  return current !== "" && entry.trouble !== "" ? [{ type: "missing", entry }] : [];
}

function listGroup({ provider, models }: ModelGroup, { filters }: ModelQuery): PickerItem[] {
  const rows = models.map((listed): PickerItem => ({ type: "model", listed }));
  if (!provider) return rows;
  const troubled = provider.problem !== "" || provider.status === "unreachable" || provider.status === "not_authorized";
  const retry: PickerItem[] = troubled && filters.length === 0 ? [{ type: "retry", provider }] : [];
  return rows.length + retry.length === 0 ? [] : [{ type: "heading", provider }, ...retry, ...rows];
}

/** Names that the search could mean although nobody lists them. */
function typedNames(catalog: ModelCatalog, search: string, found: boolean): PickerItem[] {
  if (search.length < 3 || !ModelName.safeParse(search).success) return [];
  const providers = catalog.providers.filter(({ kind }) => kind !== "demo");
  const named = providers.find(({ id }) => search.startsWith(`${id}:`) && search.length > id.length + 1);
  const names = named ? [search] : found ? [] : providers.slice(0, 3).map(({ id }) => `${id}:${search}`);
  const listed = new Set(catalog.providers.flatMap(({ models }) => models.map((model) => model.name)));
  return names.filter((name) => !listed.has(name)).map((name) => ({ type: "typed", name }));
}

const heights: Record<PickerItem["type"], number> = { heading: 32, retry: 48, model: 48, missing: 48, typed: 48 };

/** Where each row begins, in px, and where the last one ends: one number more than there are rows. */
export function rowTops(items: readonly PickerItem[]): number[] {
  const tops = [0];
  for (const item of items) tops.push((tops.at(-1) ?? 0) + heights[item.type]);
  return tops;
}

/** The rows that touch the window, with some more on both sides: [first, end). */
export function rowsInView(tops: readonly number[], scrollTop: number, height: number): [number, number] {
  const margin = 240;
  const first = tops.findIndex((_, index) => (tops[index + 1] ?? Number.POSITIVE_INFINITY) > scrollTop - margin);
  const end = tops.findIndex((top) => top >= scrollTop + height + margin);
  return [Math.max(0, first), end < 0 ? tops.length - 1 : Math.min(end, tops.length - 1)];
}

/** The next row that can be chosen, going `step` from `from`; stays where it is at both ends. */
export function nextOption(items: readonly PickerItem[], from: number, step: number): number {
  const options = items.flatMap((item, index) => (item.type === "heading" ? [] : [index]));
  const at = options.indexOf(from);
  const next = at < 0 ? 0 : Math.min(Math.max(at + step, 0), options.length - 1);
  return options[next] ?? -1;
}

/** The row the keyboard starts on: the current model, else the first model, else whatever can be chosen. */
export function firstOption(items: readonly PickerItem[], current: string): number {
  const chosen = items.findIndex((item) => item.type === "model" && item.listed.model.name === current);
  if (chosen >= 0) return chosen;
  const model = items.findIndex((item) => item.type === "model");
  return model >= 0 ? model : items.findIndex((item) => item.type !== "heading");
}
