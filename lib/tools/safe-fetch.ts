import { type Agent, type Response, fetch as undiciFetch } from "undici";
import { type ToolFailure, toolFailure } from "@/lib/core/web";
import type { ContentType } from "./content-kind";
import { describeFetchError, HeadersTimeoutError } from "./fetch-failure";
import { createGuardedAgent } from "./guarded-agent";
import { judgeResponse, redirectOf } from "./judge-response";
import { type BodyRoom, readBody } from "./read-body";
import { judgeUrl, longestModelQuery } from "./url-rules";

/** One address that was asked for: what became of it, for the log. `reason`: "" when it was fetched. */
export type FetchLogEntry = { url: string; outcome: "fetched" | "redirected" | "refused" | "failed"; reason: string };

type SafeFetchOptions = {
  url: string;
  signal: AbortSignal;
  /** Whether a person wrote this address; only then may it carry a long query. */
  isFromPerson: boolean;
  /** Asked about every hop before it is connected to: the caller's own reasons not to go there. */
  judgeHop?: (url: URL) => Promise<ToolFailure | null>;
};

/** `url`: after redirects. `hops`: every address on the way, the last one included. `body`: unpacked. */
export type FetchedBody = { url: string; hops: string[]; content: ContentType; body: Uint8Array };
/** `status`: what the site answered, where it answered. */
type SafeFetchOutcome = { fetched: FetchedBody } | { failure: ToolFailure; status?: number };
export type SafeFetch = (options: SafeFetchOptions) => Promise<SafeFetchOutcome>;

export type FetchLimits = {
  /** For everything, redirects included. */
  totalMs: number;
  /** Of one hop: until its answer begins. */
  headersMs: number;
  /** Of the unpacked body. */
  maxBytes: number;
  /** Of all unpacked bodies that are on their way at one time: panels of eight may call many tools together. */
  maxBytesAtOnce: number;
};

type Parts = {
  /** Parley's own version, for the user agent. */
  version: string;
  log: (entry: FetchLogEntry) => void;
  limits?: Partial<FetchLimits>;
  /** Keeps what fits instead of refusing a body that is too large. */
  cutsBody?: boolean;
};

type Ground = {
  dispatcher: Agent;
  headers: Record<string, string>;
  limits: FetchLimits;
  cutsBody: boolean;
  room: BodyRoom;
};
/** A fetch on its way: `at` is the address that is asked now. */
type Trip = SafeFetchOptions & { at: string; hops: string[]; log: Parts["log"] };

const defaultLimits: FetchLimits = {
  totalMs: 15_000,
  headersMs: 10_000,
  maxBytes: 5_000_000,
  maxBytesAtOnce: 60_000_000,
};
const mostRedirects = 5;

/**
 * The only way to an address that a model, a page or a search result named. Every hop is judged before anything is connected,
 * every connection goes to a judged address (`createGuardedAgent`); redirects are followed at most five times; no cookies, no
 * keys, no referrer. Never throws.
 */
export function createSafeFetch({ version, log, limits: given, cutsBody = false }: Parts): SafeFetch {
  const limits = { ...defaultLimits, ...given };
  // What is cut may be longer than what is kept; it is left there, not refused for its length.
  const dispatcher = createGuardedAgent(cutsBody ? Math.max(limits.maxBytes, defaultLimits.maxBytes) : limits.maxBytes);
  const ground = { dispatcher, headers: headersOf(version), limits, cutsBody, room: { bytes: limits.maxBytesAtOnce } };
  return async (options) => {
    const timeout = AbortSignal.timeout(limits.totalMs);
    const signal = AbortSignal.any([options.signal, timeout]);
    const trip: Trip = { ...options, signal, at: options.url, hops: [], log };
    try {
      return await follow(trip, ground);
    } catch (error) {
      const why = { stopped: options.signal.aborted, timedOut: timeout.aborted, ...limits };
      return giveUp(trip, describeFetchError(error, why));
    }
  };
}

async function follow(trip: Trip, ground: Ground): Promise<SafeFetchOutcome> {
  let base: URL | undefined;
  while (trip.hops.length <= mostRedirects) {
    const judged = judgeUrl(trip.at, base);
    if ("failure" in judged) return giveUp(trip, judged.failure);
    const { url } = judged;
    trip.at = url.href;
    const failure = judgeQuery(url, trip) ?? (await trip.judgeHop?.(url)) ?? null;
    if (failure) return giveUp(trip, failure);
    trip.signal.throwIfAborted();
    trip.hops.push(url.href);
    const response = await fetchHop(url, trip.signal, ground);
    const location = redirectOf(response);
    if (location === null) return await receive(response, trip, ground);
    await response.body?.cancel();
    tell(trip, "redirected", "");
    trip.at = location;
    base = url;
  }
  return giveUp(trip, toolFailure("unreachable", `The page redirects more than ${mostRedirects} times.`));
}

async function fetchHop(url: URL, signal: AbortSignal, { dispatcher, headers, limits }: Ground): Promise<Response> {
  const late = new AbortController();
  const timer = setTimeout(() => late.abort(new HeadersTimeoutError()), limits.headersMs);
  const both = AbortSignal.any([signal, late.signal]);
  try {
    return await undiciFetch(url, {
      redirect: "manual",
      dispatcher,
      headers,
      signal: both,
      referrerPolicy: "no-referrer",
    });
  } finally {
    clearTimeout(timer);
  }
}

async function receive(response: Response, trip: Trip, { limits, cutsBody, room }: Ground): Promise<SafeFetchOutcome> {
  const judged = judgeResponse(response);
  if ("failure" in judged) {
    await response.body?.cancel();
    return { ...giveUp(trip, judged.failure), status: response.status };
  }
  const body = await readBody(response, { maxBytes: limits.maxBytes, cuts: cutsBody, room });
  tell(trip, "fetched", "");
  return { fetched: { url: trip.at, hops: trip.hops, content: judged.content, body } };
}

function giveUp(trip: Trip, failure: ToolFailure): { failure: ToolFailure } {
  tell(trip, failure.code === "refused_address" ? "refused" : "failed", failure.message);
  return { failure };
}

function tell({ at, log }: Trip, outcome: FetchLogEntry["outcome"], reason: string): void {
  log({ url: at.slice(0, 2048), outcome, reason });
}

/** Where a site sends its own readers is not counted: nothing of this turn leaves in it. */
function judgeQuery(url: URL, { isFromPerson, hops }: Trip): ToolFailure | null {
  if (isFromPerson || hops.length > 0 || url.search.length - 1 <= longestModelQuery) return null;
  const reason = `what stands behind its question mark is longer than ${longestModelQuery} characters`;
  return toolFailure("refused_address", `This address is not read: ${reason}.`);
}

function headersOf(version: string): Record<string, string> {
  return {
    "user-agent": `Parley/${version} (self-hosted research chatroom; reads single pages for its user)`,
    accept: "text/html, application/xhtml+xml, application/pdf;q=0.9, application/json;q=0.8, text/*;q=0.8, */*;q=0.1",
    "accept-language": "en, *;q=0.5",
    "accept-encoding": "gzip, deflate, br, zstd",
  };
}
