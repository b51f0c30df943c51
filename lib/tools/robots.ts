import { type ToolFailure, toolFailure } from "@/lib/core/web";
import type { SafeFetch } from "./safe-fetch";

/** The rules of a site as text; or why its pages are not read. */
type Rules = { text: string } | { failure: ToolFailure };
type Entry = { rules: Promise<Rules>; until: number; size: number };

type Parts = {
  /** For robots.txt alone: short limits, and what is too long is cut. */
  fetchRobots: SafeFetch;
  /** Reads rules off the main thread: a hostile file is slow to match. */
  isAllowed: (rules: string, url: string) => Promise<boolean>;
  now: () => number;
};

const keptMs = 60 * 60 * 1000;
const keptAfterFailureMs = 5 * 60 * 1000;
const maxOrigins = 500;
const maxKeptBytes = 16_000_000;

/** Why robots.txt keeps this page closed; null if it does not. */
export type AskRobots = (url: URL) => Promise<ToolFailure | null>;

/**
 * Asks a site's robots.txt (RFC 9309), fetched once an hour per origin by the guarded fetch. No such file (4xx, or
 * something that is no text) allows everything; a site that answers 5xx or not at all counts as closed.
 */
export function createRobots({ fetchRobots, isAllowed, now }: Parts): AskRobots {
  const origins = new Map<string, Entry>();

  function rulesOf(origin: string): Promise<Rules> {
    const known = origins.get(origin);
    if (known && known.until > now()) return known.rules;
    origins.delete(origin);
    const entry: Entry = { rules: load(origin, fetchRobots), until: now() + keptMs, size: 0 };
    origins.set(origin, entry);
    evict(origins);
    return entry.rules.then((rules) => {
      if ("failure" in rules) entry.until = now() + keptAfterFailureMs;
      else entry.size = rules.text.length;
      return rules;
    });
  }

  return async (url) => {
    const rules = await rulesOf(url.origin);
    if ("failure" in rules) return rules.failure;
    if (rules.text === "" || (await isAllowed(rules.text, url.href))) return null;
    return toolFailure("robots", "The site asks programs not to read this page (robots.txt).");
  };
}

function evict(origins: Map<string, Entry>): void {
  let bytes = [...origins.values()].reduce((sum, { size }) => sum + size, 0);
  for (const [origin, { size }] of origins) {
    if (origins.size <= maxOrigins && bytes <= maxKeptBytes) return;
    origins.delete(origin);
    bytes -= size;
  }
}

async function load(origin: string, fetchRobots: SafeFetch): Promise<Rules> {
  // Shared by everybody who asks meanwhile, so nobody's stop ends it; the fetch has its own short limit.
  const outcome = await fetchRobots({
    url: `${origin}/robots.txt`,
    signal: new AbortController().signal,
    isFromPerson: false,
  });
  if ("fetched" in outcome) {
    const { content, body } = outcome.fetched;
    return { text: content.kind === "pdf" ? "" : new TextDecoder().decode(body) };
  }
  const { failure, status } = outcome;
  const isAbsent = failure.code === "unsupported_type" || (status !== undefined && isMissing(status));
  return isAbsent ? { text: "" } : { failure: closed(failure) };
}

/** "Asked too often" is no statement about the file. */
function isMissing(status: number): boolean {
  return status >= 400 && status < 500 && status !== 429;
}

/** A site that cannot be reached at all says so itself; one that fails only here says why its pages stay unread. */
function closed(failure: ToolFailure): ToolFailure {
  if (failure.code !== "http_error") return failure;
  return toolFailure(
    "robots",
    "The site's robots.txt could not be read because of a fault there, so its pages are not read.",
  );
}
