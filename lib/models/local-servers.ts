import { isRecord, listIn, recordIn, textIn } from "./json-value";
import { patientFetch, readCapped } from "./patient-fetch";
import { type ConnectedProvider, commonHeaders, urlAt } from "./provider";

const probeTimeoutMs = 400;
const maxListBytes = 1_000_000;
const ollamaPort = 11434;

/** Asks for the JSON at an address; null when nothing usable answers. */
export type Probe = (url: string, signal: AbortSignal) => Promise<unknown>;

type Place = Pick<ConnectedProvider, "id" | "label" | "baseUrl">;

/**
 * Model servers on this machine's usual ports (and where OLLAMA_HOST points). Takes at most 400 ms and never throws;
 * a web server that is no model server, and Parley itself, are left out.
 */
export async function findLocalServers({
  ollamaHost,
  signal,
  probe = fetchJson,
}: {
  /** The value of OLLAMA_HOST; null or empty = Ollama's usual address. */
  ollamaHost: string | null;
  signal: AbortSignal;
  probe?: Probe;
}): Promise<ConnectedProvider[]> {
  const limited = AbortSignal.any([signal, AbortSignal.timeout(probeTimeoutMs)]);
  const found = await Promise.all(
    usualPlaces(ollamaHost).map(async (place): Promise<ConnectedProvider[]> => {
      const body = await probe(urlAt(place, "/models"), limited).catch(() => null);
      return isModelList(body) ? [{ ...place, kind: "local", apiKey: null }] : [];
    }),
  );
  return found.flat();
}

function usualPlaces(ollamaHost: string | null): Place[] {
  const usual: Place[] = [
    { id: "ollama", label: "Ollama", baseUrl: `${ollamaOrigin(ollamaHost)}/v1` },
    { id: "lm-studio", label: "LM Studio", baseUrl: "http://127.0.0.1:1234/v1" },
    { id: "llama-cpp", label: "llama.cpp", baseUrl: "http://127.0.0.1:8080/v1" },
    { id: "vllm", label: "vLLM", baseUrl: "http://127.0.0.1:8000/v1" },
  ];
  return usual.filter(({ baseUrl }, index) => usual.findIndex((place) => place.baseUrl === baseUrl) === index);
}

/** OLLAMA_HOST is a host, host:port or address; 0.0.0.0 means every address to a server, this machine to us. */
export function ollamaOrigin(ollamaHost: string | null): string {
  const given = ollamaHost?.trim() ?? "";
  const hasScheme = /^https?:\/\//i.test(given);
  const url = URL.parse(hasScheme ? given : `http://${given}`);
  if (!url) return `http://127.0.0.1:${ollamaPort}`;
  const host = url.hostname === "0.0.0.0" || url.hostname === "[::]" ? "127.0.0.1" : url.hostname;
  const port = url.port || (hasScheme ? "" : String(ollamaPort));
  return `${url.protocol}//${host}${port ? `:${port}` : ""}`;
}

function isModelList(body: unknown): boolean {
  const list = recordIn(body);
  if (list?.object !== "list" || !(Array.isArray(list.data) || list.data === null)) return false;
  return listIn(list.data).every((row) => isRecord(row) && textIn(row.id) !== undefined && !isParley(row.id));
}

/** The models under which Parley offers itself to others. */
function isParley(id: unknown): boolean {
  return typeof id === "string" && /^(parley\/|openrouter\/fusion)/.test(id);
}

async function fetchJson(url: string, signal: AbortSignal): Promise<unknown> {
  const response = await patientFetch(url, { headers: commonHeaders({ apiKey: null }), signal });
  const { text } = await readCapped(response, maxListBytes);
  return response.ok ? JSON.parse(text) : null;
}
