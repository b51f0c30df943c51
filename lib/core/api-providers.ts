import { z } from "zod";
import { HttpAddress, keyOf } from "./api-connection";
import { CatalogModel, ProviderKind } from "./model";

/** The app API's shapes of providers and their models. */

const ProviderStatus = z.enum(["connected", "unreachable", "not_authorized", "unchecked"]);

/** GET /api/models: one group a provider, with the age of what is known. */
export const ModelCatalog = z.object({
  providers: z.array(
    z.object({
      id: z.string(),
      label: z.string(),
      kind: ProviderKind,
      status: ProviderStatus,
      /** Why the list could not be refreshed; empty when it could. */
      problem: z.string(),
      /** Milliseconds since the epoch; null = never fetched. */
      fetchedAt: z.number().nullable(),
      models: z.array(CatalogModel),
    }),
  ),
});
export type ModelCatalog = z.infer<typeof ModelCatalog>;

/** GET /api/providers: never a key, only its last four characters. */
export const ProviderView = z.object({
  id: z.string(),
  label: z.string(),
  kind: ProviderKind,
  baseUrl: z.string(),
  keyLast4: z.string().nullable(),
  /** `settings` can be edited and removed; `environment` and `discovered` come from outside; `built-in` is the demo. */
  origin: z.enum(["settings", "environment", "discovered", "built-in"]),
  status: ProviderStatus,
  problem: z.string(),
  modelCount: z.number().nullable(),
  fetchedAt: z.number().nullable(),
});
export type ProviderView = z.infer<typeof ProviderView>;

const ProviderName = z.string().trim().min(1, "Give the provider a name.").max(60);
const ApiKey = keyOf(500);

/** POST /api/providers. The id is made from the label and becomes the prefix of its models' names. */
export const CreateProviderBody = z
  .object({
    label: ProviderName,
    kind: ProviderKind.extract(["openrouter", "openai-compatible", "local"]),
    baseUrl: HttpAddress,
    apiKey: ApiKey.default(""),
  })
  .strict();
export type ProviderInput = z.input<typeof CreateProviderBody>;

/** PATCH /api/providers/:id. A new address clears the key unless a key comes with it. */
export const PatchProviderBody = z
  .object({ label: ProviderName.optional(), baseUrl: HttpAddress.optional(), apiKey: ApiKey.optional() })
  .strict();
export type ProviderPatch = z.input<typeof PatchProviderBody>;

/** POST /api/providers/:id/test */
export const ProviderTest = z.object({
  ok: z.boolean(),
  /** One plain sentence: what works, or what is wrong and what to do. */
  message: z.string(),
  modelCount: z.number().nullable(),
});
export type ProviderTest = z.infer<typeof ProviderTest>;
