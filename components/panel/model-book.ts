import { formatPrice } from "@/components/words/money";
import type { ModelCatalog } from "@/lib/core/api-providers";
import type { CatalogModel, ProviderKind } from "@/lib/core/model";
import { splitModelName } from "@/lib/core/panel-rules";

export type CatalogProvider = ModelCatalog["providers"][number];

/** What the catalogue knows about a model name that stands in a panel. */
export type ModelEntry = {
  name: string;
  label: string;
  /** null = not in the catalogue. */
  model: CatalogModel | null;
  kind: ProviderKind | null;
  /** Why the model may not answer, in few words; empty when it is listed or nothing is known yet. */
  trouble: "" | "no longer listed" | "provider not connected";
};

/** Looks a model name up as the server does: by its provider, or a bare id at the first provider that lists it. */
export function lookUpModel(name: string, catalog: ModelCatalog | undefined): ModelEntry {
  const { provider: providerId, model: id } = splitModelName(name);
  const unknown = { name, label: nameFromId(id), model: null, kind: null };
  if (!catalog) return { ...unknown, trouble: "" };
  const provider = catalog.providers.find((candidate) => candidate.id === providerId);
  const candidates = provider ? [provider] : catalog.providers;
  for (const candidate of candidates) {
    const model = candidate.models.find((listed) => listed.name === (provider ? name : `${candidate.id}:${name}`));
    if (model) return { name, label: model.label, model, kind: candidate.kind, trouble: "" };
  }
  if (provider)
    return { ...unknown, kind: provider.kind, trouble: provider.fetchedAt === null ? "" : "no longer listed" };
  // The demo answers also where its models are no longer offered.
  if (providerId === "demo") return { ...unknown, label: upperFirst(id), kind: "demo", trouble: "" };
  return { ...unknown, trouble: providerId === null ? "no longer listed" : "provider not connected" };
}

/** A readable name for an id nobody listed: "openai/gpt-5.4" gives "gpt-5.4". */
function nameFromId(id: string): string {
  return id.slice(id.lastIndexOf("/") + 1) || id;
}

function upperFirst(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** One name for a model and all its aliases. */
export function canonicalName({ name, model }: ModelEntry): string {
  if (!model?.aliasOf) return model?.name ?? name;
  const prefix = `${model.providerId}:`;
  return model.aliasOf.startsWith(prefix) ? model.aliasOf : prefix + model.aliasOf;
}

/** The vendor or model line; for a model nobody listed, what its id begins with. */
export function familyOf({ name, model }: ModelEntry): string {
  if (model) return model.family;
  const id = splitModelName(name).model.replace(/^~/, "").toLowerCase();
  const vendor = id.includes("/") ? id.slice(0, id.indexOf("/")) : id;
  return id.includes("/") ? vendor : (/^[a-z]+/.exec(id)?.[0] ?? id);
}

/** The price beside a seat or the judge; empty when nothing is known of the model. */
export function entryPrice({ model, kind }: ModelEntry): string {
  if (kind === "demo") return formatPrice(null, kind);
  return model && kind ? formatPrice(model.price, kind) : "";
}
