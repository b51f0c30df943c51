import { Agent, fetch as undiciFetch } from "undici";
import { FailureError, failure } from "@/lib/core/failure";
import { usualPolicy } from "./upstream-policy";

/** In milliseconds, and bytes of the body of an error. */
export type FetchLimits = { connectMs: number; errorBytes: number };
const usualLimits = {
  connectMs: usualPolicy.timers.remote.connectMs,
  errorBytes: usualPolicy.caps.errorBytes,
};

const agents = new Map<number, Agent>();

/**
 * One pool for all providers. undici's own limits of 300 s are off: the adapter has its own timers. HTTP/1.1 only, so that
 * each stream has a socket of its own and aborting one closes it.
 */
function patientAgent(connectMs: number): Agent {
  const known = agents.get(connectMs);
  if (known) return known;
  const connect = { timeout: connectMs };
  const limits = { headersTimeout: 0, bodyTimeout: 0, connect };
  const agent = new Agent({ ...limits, allowH2: false, pipelining: 1, connections: null });
  agents.set(connectMs, agent);
  return agent;
}

/**
 * `fetch` for model providers. Never follows a redirect, so a key goes only where it was meant to; the body of an error is
 * cut at its limit. Throws FailureError for a redirect, else what undici throws.
 */
export async function patientFetch(
  url: string | URL | Request,
  init?: RequestInit,
  limits: FetchLimits = usualLimits,
): Promise<Response> {
  const response = await fetchWithAgent(url, init, limits);
  if (response.status >= 300 && response.status < 400) {
    await response.body?.cancel();
    throw new FailureError(
      failure("unreachable", "This address redirects elsewhere; redirects are not followed.", response.status),
    );
  }
  if (response.ok) return response;
  const { status, statusText, headers } = response;
  const { text } = await readCapped(response, limits.errorBytes);
  return new Response(text, { status, statusText, headers });
}

/** A body as text, at most `maxBytes` of it; the rest is never received. */
export async function readCapped(response: Response, maxBytes: number): Promise<{ text: string; cut: boolean }> {
  const decoder = new TextDecoder();
  let text = "";
  let bytes = 0;
  for await (const chunk of response.body ?? []) {
    bytes += chunk.byteLength;
    if (bytes > maxBytes) return { text: text + decoder.decode(chunk.subarray(0, maxBytes - bytes)), cut: true };
    text += decoder.decode(chunk, { stream: true });
  }
  return { text: text + decoder.decode(), cut: false };
}

/** undici's types describe the same web standard as the platform's, but are other declarations of it. */
function fetchWithAgent(
  url: string | URL | Request,
  init: RequestInit | undefined,
  { connectMs }: FetchLimits,
): Promise<Response> {
  const dispatcher = patientAgent(connectMs);
  const options = { ...init, redirect: "manual", dispatcher } as Parameters<typeof undiciFetch>[1];
  return undiciFetch(url as string, options) as unknown as Promise<Response>;
}
