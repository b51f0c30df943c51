import type { ModelCatalog } from "@/lib/core/api-providers";
import { type CatalogModel, CatalogModel as CatalogModelSchema } from "@/lib/core/model";
import type { CatalogProvider } from "./model-book";

/** Rows for the unit tests of this folder; facts that a test does not name are unknown. */
export function testModel(
  name: string,
  facts: Partial<Omit<CatalogModel, "capabilities">> & { can?: Partial<CatalogModel["capabilities"]> } = {},
): CatalogModel {
  const { can, ...known } = facts;
  const id = name.slice(name.indexOf(":") + 1);
  return CatalogModelSchema.parse({
    name,
    providerId: name.slice(0, name.indexOf(":")),
    label: id,
    family: id.includes("/") ? id.slice(0, id.indexOf("/")) : id,
    price: null,
    contextTokens: null,
    maxOutputTokens: null,
    capabilities: { tools: null, reasoning: null, images: null, strictJson: null, ...can },
    aliasOf: null,
    ...known,
  });
}

export function testProvider(
  id: string,
  models: CatalogModel[],
  facts: Partial<CatalogProvider> = {},
): CatalogProvider {
  return { id, label: id, kind: "openrouter", status: "connected", problem: "", fetchedAt: 1, models, ...facts };
}

export function testCatalog(...providers: CatalogProvider[]): ModelCatalog {
  return { providers };
}
