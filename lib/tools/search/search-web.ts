import { isDomainAllowed } from "@/lib/core/source-url";
import { type SearchWeb, toolFailure } from "@/lib/core/web";
import { EngineError } from "./ask-engine";
import { createBrave } from "./brave";
import { type EngineAccess, type EngineAddresses, publicAddresses, type SearchEngine } from "./engine";
import { createExa } from "./exa";
import { createOpenLibraries } from "./open-libraries";
import { createSearxng } from "./searxng";
import { createTavily } from "./tavily";

const maxQuery = 400;

/** Every engine that can be used now, the one that "auto" takes first. The keyless one is always there, last. */
export function enginesOf(access: EngineAccess, addresses: EngineAddresses = publicAddresses): SearchEngine[] {
  return [
    ...(access.searxngUrl ? [createSearxng(access.searxngUrl)] : []),
    ...(access.braveKey ? [createBrave(access.braveKey, addresses.brave)] : []),
    ...(access.tavilyKey ? [createTavily(access.tavilyKey, addresses.tavily)] : []),
    ...(access.exaKey ? [createExa(access.exaKey, addresses.exa)] : []),
    createOpenLibraries(addresses),
  ];
}

/** The search port over the engines there are; `engines` is asked at each search, so that a new key counts at once. */
export function createSearchWeb(engines: () => readonly SearchEngine[]): SearchWeb {
  return async ({ query, engine: wanted, maxResults, signal, ...rules }) => {
    const all = engines();
    const engine = wanted === "auto" ? all[0] : all.find(({ id }) => id === wanted);
    if (!engine) {
      return {
        engine: wanted,
        failure: toolFailure("not_authorized", `The search engine "${wanted}" is not set up. Add it in Settings.`),
      };
    }
    const words = query.trim().slice(0, maxQuery);
    if (words === "")
      return { engine: engine.label, failure: toolFailure("invalid_arguments", "The search has no words.") };
    try {
      const found = await engine.search({ query: words, count: maxResults, signal, ...rules });
      // Not every engine heeds the rules; what is left out must not take another's place, so the cut comes last.
      const hits = found.filter(({ url }) => isDomainAllowed(url, rules.allowedDomains, rules.excludedDomains));
      return { engine: engine.label, hits: withoutRepeats(hits).slice(0, maxResults) };
    } catch (error) {
      const unknown = toolFailure("unexpected_error", `${engine.label} failed in a way that Parley does not know.`);
      return { engine: engine.label, failure: error instanceof EngineError ? error.failure : unknown };
    }
  };
}

function withoutRepeats<Hit extends { url: string }>(hits: readonly Hit[]): Hit[] {
  return [...new Map(hits.toReversed().map((hit) => [hit.url, hit])).values()].toReversed();
}
