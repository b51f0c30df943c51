import type { ProviderTest } from "@/lib/core/api-providers";
import { type Failure, type FailureCode, failureOf } from "@/lib/core/failure";
import type { CatalogModel } from "@/lib/core/model";
import { remedyFor } from "@/lib/core/remedies";
import type { ConnectedProvider } from "@/lib/models/provider";
import type { CatalogCache } from "./catalog-cache";

type TestParts = {
  cache: Pick<CatalogCache, "succeeded" | "failed" | "entry">;
  fetchModels: (provider: ConnectedProvider, signal: AbortSignal) => Promise<CatalogModel[]>;
};

const testTimeout = 20_000;

/** Asks a provider for its models and says in one sentence what works, or what is wrong and what to do. */
export async function testProvider(
  provider: ConnectedProvider,
  { cache, fetchModels }: TestParts,
): Promise<ProviderTest> {
  if (provider.kind === "demo") return connected(cache.entry(provider.id).models.length);
  try {
    const models = await fetchModels(provider, AbortSignal.timeout(testTimeout));
    cache.succeeded(provider.id, models);
    return connected(models.length);
  } catch (error) {
    const failure = failureOf(error, `${provider.label} could not be tested.`);
    cache.failed(provider.id, failure);
    return { ok: false, message: explain(provider, failure), modelCount: null };
  }
}

function connected(modelCount: number): ProviderTest {
  const models = modelCount === 1 ? "1 model" : `${modelCount} models`;
  const message =
    modelCount === 0 ? "Connected, but there is no model yet. Load one there first." : `Connected: ${models}.`;
  return { ok: true, message, modelCount };
}

function explain({ label, baseUrl, kind, apiKey }: ConnectedProvider, { code, message, httpStatus }: Failure): string {
  const status = httpStatus ? ` (${httpStatus})` : "";
  if (code === "not_authorized" && apiKey === null) return `${label} asks for a key${status}. Enter one and save it.`;
  if (code === "not_authorized") return `${label} does not accept this key${status}. Check that it was copied whole.`;
  if (code === "timeout") return `${label} did not answer in time at ${baseUrl}. Try again, or check the address.`;
  if (code === "unreachable" && httpStatus === undefined && kind !== "openrouter") {
    return `${message} Address: ${baseUrl}. Is the server running?`;
  }
  return `${withStop(message)} ${hints[code] ?? "Test again later."}`.trim();
}

const hints: Partial<Record<FailureCode, string>> = {
  insufficient_credits: remedyFor("insufficient_credits"),
  rate_limited: "Wait a moment and test again.",
  // The message itself says what to look at.
  unreachable: "",
};

function withStop(words: string): string {
  return /[.!?…]$/.test(words) ? words : `${words}.`;
}
