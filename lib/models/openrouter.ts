import { z } from "zod";
import type { CatalogModel, ModelRequest, Price } from "@/lib/core/model";
import type { DataPolicy } from "@/lib/core/panel";
import { familyOf, labelFromName } from "./model-label";

const tokensPerPrice = 1_000_000;

/** How Parley introduces itself; it runs on the machine of the person who uses it. */
export const openRouterHeaders = {
  "HTTP-Referer": "http://localhost",
  "X-Title": "Parley",
} as const;

/** Body keys that only OpenRouter knows. */
export function openRouterBody(
  request: Pick<ModelRequest, "reasoningEffort" | "maxOutputTokens" | "dataPolicy" | "sessionId">,
): Record<string, unknown> {
  const { reasoningEffort, maxOutputTokens, dataPolicy, sessionId } = request;
  const provider = providerPreferences(dataPolicy);
  return {
    usage: { include: true },
    session_id: sessionId,
    ...(maxOutputTokens === null ? {} : { max_completion_tokens: maxOutputTokens }),
    ...(reasoningEffort === null ? {} : { reasoning: { effort: reasoningEffort } }),
    ...(provider ? { provider } : {}),
  };
}

function providerPreferences(policy: DataPolicy): Record<string, unknown> | null {
  if (!policy.denyDataCollection && !policy.zeroRetention) return null;
  return {
    ...(policy.denyDataCollection ? { data_collection: "deny" } : {}),
    ...(policy.zeroRetention ? { zdr: true } : {}),
  };
}

const positive = z.number().int().positive().nullable().catch(null);
const names = z.array(z.string()).nullable().catch(null);
const dollars = z.union([z.string(), z.number()]).nullable().catch(null);

/** A row of OpenRouter's `/models`; what is missing or odd is unknown, not an error. */
const OpenRouterRow = z.object({
  id: z.string().min(1),
  name: z.string().nullable().catch(null),
  context_length: positive,
  pricing: z.object({ prompt: dollars, completion: dollars }).transform(priceOf).nullable().catch(null),
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
    strictJson: has("structured_outputs", "response_format"),
  };
}

/** US dollars per token, as text, to US dollars per million; routers say "-1": it depends, so unknown. */
function priceOf(pricing: { prompt: string | number | null; completion: string | number | null }): Price | null {
  const input = perMillion(pricing.prompt);
  const output = perMillion(pricing.completion);
  return input === null || output === null ? null : { input, output };
}

function perMillion(perToken: string | number | null): number | null {
  if (perToken === null || perToken === "") return null;
  const amount = Number(perToken);
  if (!Number.isFinite(amount) || amount < 0) return null;
  // 0.00000015 * 1e6 is 0.15000000000000002; prices have far fewer digits than that.
  return Number((amount * tokensPerPrice).toPrecision(12));
}
