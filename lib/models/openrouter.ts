import { z } from "zod";
import type { CatalogModel, ModelRequest, Price } from "@/lib/core/model";
import { familyOf, labelFromName } from "./model-label";

const tokensPerPrice = 1_000_000;

/** How Parley introduces itself; it runs on the machine of the person who uses it. */
export const openRouterHeaders = {
  "HTTP-Referer": "http://localhost",
  "X-Title": "Parley",
} as const;

/** Body keys that only OpenRouter knows. */
export function openRouterBody(
  request: Pick<ModelRequest, "reasoningEffort" | "maxOutputTokens" | "dataPolicy" | "sessionId" | "schema">,
): Record<string, unknown> {
  const { reasoningEffort, maxOutputTokens, sessionId } = request;
  const provider = providerPreferences(request);
  return {
    usage: { include: true },
    session_id: sessionId,
    ...(maxOutputTokens === null ? {} : { max_completion_tokens: maxOutputTokens }),
    ...(reasoningEffort === null ? {} : { reasoning: { effort: reasoningEffort } }),
    ...(provider ? { provider } : {}),
  };
}

function providerPreferences({
  dataPolicy,
  schema,
}: Pick<ModelRequest, "dataPolicy" | "schema">): Record<string, unknown> | null {
  const preferences = {
    ...dataPolicy.routing,
    ...(dataPolicy.denyDataCollection ? { data_collection: "deny" } : {}),
    ...(dataPolicy.zeroRetention ? { zdr: true } : {}),
    // Without it a host that ignores the schema may get the call.
    ...(schema ? { require_parameters: true } : {}),
  };
  return Object.keys(preferences).length > 0 ? preferences : null;
}

const positive = z.number().int().positive().nullable().catch(null);
const names = z.array(z.string()).nullable().catch(null);
const dollars = z.union([z.string(), z.number()]).nullable().catch(null);

/** A row of OpenRouter's `/models`; what is missing or odd is unknown, not an error. */
const OpenRouterRow = z.object({
  id: z.string().min(1),
  name: z.string().nullable().catch(null),
  context_length: positive,
  pricing: z
    .object({ prompt: dollars, completion: dollars, input_cache_read: dollars.optional() })
    .transform(priceOf)
    .nullable()
    .catch(null),
  architecture: z.object({ input_modalities: names }).nullable().catch(null),
  top_provider: z.object({ max_completion_tokens: positive }).nullable().catch(null),
  supported_parameters: names,
  alias_target: z.object({ slug: z.string() }).nullable().catch(null),
});

/** The catalogue entry of one row; null when it is no model row at all. */
export function parseOpenRouterRow(row: unknown, providerId: string): CatalogModel | null {
  const parsed = OpenRouterRow.safeParse(row);
  if (!parsed.success) return null;
  const { id, name, pricing, context_length, architecture, top_provider } = parsed.data;
  return {
    name: `${providerId}:${id}`,
    providerId,
    label: labelFromName(name, id),
    family: familyOf(id),
    price: pricing,
    contextTokens: context_length,
    maxOutputTokens: top_provider?.max_completion_tokens ?? null,
    capabilities: {
      ...parameterCapabilities(parsed.data.supported_parameters),
      images: architecture?.input_modalities?.includes("image") ?? null,
    },
    aliasOf: parsed.data.alias_target?.slug ?? null,
  };
}

function parameterCapabilities(parameters: readonly string[] | null) {
  if (!parameters) return { tools: null, reasoning: null, strictJson: null };
  const has = (...wanted: string[]) => wanted.some((name) => parameters.includes(name));
  return {
    tools: has("tools"),
    reasoning: has("reasoning", "include_reasoning", "reasoning_effort"),
    // `response_format` alone may mean any JSON, without a schema.
    strictJson: has("structured_outputs"),
  };
}

type RowPricing = Record<"prompt" | "completion", string | number | null> & {
  input_cache_read?: string | number | null | undefined;
};

/** US dollars per token, as text, to US dollars per million; routers say "-1": it depends, so unknown. */
function priceOf({ prompt, completion, input_cache_read }: RowPricing): Price | null {
  const input = perMillion(prompt);
  const output = perMillion(completion);
  if (input === null || output === null) return null;
  const cachedInput = perMillion(input_cache_read ?? null);
  return { input, output, ...(cachedInput === null ? {} : { cachedInput }) };
}

function perMillion(perToken: string | number | null): number | null {
  if (perToken === null || perToken === "") return null;
  const amount = Number(perToken);
  if (!Number.isFinite(amount) || amount < 0) return null;
  // 0.00000015 * 1e6 is 0.15000000000000002; prices have far fewer digits than that.
  return Number((amount * tokensPerPrice).toPrecision(12));
}
