import { FailureError, failure } from "@/lib/core/failure";
import type { CatalogModel } from "@/lib/core/model";
import { isRecord, listIn, parseJson, recordIn } from "./json-value";
import { ollamaFacts } from "./ollama";
import { parseOpenRouterRow } from "./openrouter";
import { patientFetch, readCapped } from "./patient-fetch";
import { parsePlainRow } from "./plain-row";
import { type ConnectedProvider, commonHeaders, urlAt } from "./provider";
import { failureOfConnection, failureOfStatus, speak } from "./upstream-failure";

const catalogTimeoutMs = 15_000;
const maxCatalogBytes = 16_000_000;

/**
 * The models a provider offers, in its own order. At OpenRouter the key is checked too, since its list is public.
 * Throws FailureError.
 */
export async function fetchModels(provider: ConnectedProvider, signal: AbortSignal): Promise<CatalogModel[]> {
  if (provider.kind === "openrouter") {
    const [rows] = await Promise.all([fetchRows(provider, signal), checkKey(provider, signal)]);
    return unique(rows.flatMap((row) => parseOpenRouterRow(row, provider.id) ?? []));
  }
  const rows = await fetchRows(provider, signal);
  const models = unique(rows.flatMap((row) => parsePlainRow(row, provider) ?? []));
  return isOllama(rows) ? ollamaFacts(provider, models, signal) : models;
}

async function fetchRows(provider: ConnectedProvider, signal: AbortSignal): Promise<readonly unknown[]> {
  const { status, body } = await getJson(provider, "/models", signal);
  const rows = status === 200 ? rowsIn(body) : null;
  if (rows) return rows;
  if (status !== 200 && status !== 404 && status !== 405) {
    throw new FailureError(failureOfStatus(provider, status, body));
  }
  const words = "there is no model list at this address. Check the address; it usually ends in /v1.";
  throw new FailureError(speak(provider, { code: "unreachable", words, status }));
}

/** The rows of a model list; null when this is none. */
function rowsIn(body: unknown): readonly unknown[] | null {
  if (Array.isArray(body)) return body;
  const list = recordIn(body);
  const rows = list?.data ?? list?.models;
  // Ollama without any model says `data: null`.
  return Array.isArray(rows) || list?.object === "list" ? listIn(rows) : null;
}

async function checkKey(provider: ConnectedProvider, signal: AbortSignal): Promise<void> {
  if (!provider.apiKey) return;
  const { status, body } = await getJson(provider, "/key", signal);
  if (status === 401 || status === 403) throw new FailureError(failureOfStatus(provider, status, body));
}

/** The status and the JSON of a GET; text that is not JSON is given as it is. */
async function getJson(provider: ConnectedProvider, path: string, signal: AbortSignal) {
  const timeout = AbortSignal.timeout(catalogTimeoutMs);
  try {
    const response = await patientFetch(urlAt(provider, path), {
      headers: { accept: "application/json", ...commonHeaders(provider) },
      signal: AbortSignal.any([signal, timeout]),
    });
    const { text } = await readCapped(response, maxCatalogBytes);
    return { status: response.status, body: parseJson(text) };
  } catch (error) {
    if (signal.aborted) throw new FailureError(failure("stopped", "Stopped."));
    if (timeout.aborted) {
      throw new FailureError(speak(provider, { code: "timeout", words: "the model list did not come in time." }));
    }
    throw new FailureError(failureOfConnection(provider, error, false));
  }
}

function isOllama(rows: readonly unknown[]): boolean {
  return rows.some((row) => isRecord(row) && row.owned_by === "library");
}

/** The first row of each model. */
function unique(models: readonly CatalogModel[]): CatalogModel[] {
  const byName = new Map(models.toReversed().map((model) => [model.name, model]));
  return models.filter((model) => byName.get(model.name) === model);
}
