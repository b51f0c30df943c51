import { z } from "zod";
import type { CatalogModel } from "@/lib/core/model";
import { patientFetch, readCapped } from "./patient-fetch";
import { type ConnectedProvider, commonHeaders } from "./provider";

const showTimeoutMs = 2_000;
const maxShowBytes = 4_000_000;
const maxShown = 40;

const Shown = z.object({
  capabilities: z.array(z.string()).nullable().catch(null),
  /** Lines of the model file, such as `num_ctx    8192`. */
  parameters: z.string().catch(""),
});

/**
 * Adds what Ollama tells about each model. The context is the one set in the model file; without it the server's
 * default applies, which it does not tell, so it stays unknown. Models that cannot chat are left out.
 */
export async function ollamaFacts(
  provider: ConnectedProvider,
  models: readonly CatalogModel[],
  signal: AbortSignal,
): Promise<CatalogModel[]> {
  const asked = models.slice(0, maxShown).map((model) => withFacts(provider, model, signal));
  const known = await Promise.all(asked);
  return [...known.flatMap((model) => model ?? []), ...models.slice(maxShown)];
}

async function withFacts(provider: ConnectedProvider, model: CatalogModel, signal: AbortSignal) {
  const shown = await show(provider, model.name.slice(provider.id.length + 1), signal);
  if (!shown) return model;
  const { capabilities, parameters } = shown;
  if (capabilities && !capabilities.includes("completion")) return null;
  const contextTokens = Number(/^num_ctx\s+(\d+)/m.exec(parameters)?.[1] ?? 0) || model.contextTokens;
  if (!capabilities) return { ...model, contextTokens };
  return {
    ...model,
    contextTokens,
    capabilities: {
      ...model.capabilities,
      tools: capabilities.includes("tools"),
      reasoning: capabilities.includes("thinking"),
      images: capabilities.includes("vision"),
    },
  };
}

/** null when the server does not say; the list is complete without it. */
async function show(provider: ConnectedProvider, model: string, signal: AbortSignal) {
  try {
    const response = await patientFetch(new URL("/api/show", provider.baseUrl), {
      method: "POST",
      headers: { "content-type": "application/json", ...commonHeaders(provider) },
      body: JSON.stringify({ model }),
      signal: AbortSignal.any([signal, AbortSignal.timeout(showTimeoutMs)]),
    });
    const { text } = await readCapped(response, maxShowBytes);
    return response.ok ? Shown.parse(JSON.parse(text)) : null;
  } catch {
    return null;
  }
}
