import { type Breaker, createBreaker } from "./breaker";
import type { ConnectedProvider } from "./provider";
import type { UpstreamPolicy } from "./upstream-policy";

type Entry = { providerId: string; model: string; breaker: Breaker; access: string };

/** The breakers of all models that were asked since the start, one for each provider and model. */
export function createBreakers(policy: UpstreamPolicy["breaker"]) {
  const entries = new Map<string, Entry>();
  return {
    /** A breaker belongs to an address with a key; with another key the model is unknown again. */
    of({ id, baseUrl, apiKey }: ConnectedProvider, model: string): Breaker {
      const key = JSON.stringify([id, model]);
      const access = JSON.stringify([baseUrl, apiKey]);
      const known = entries.get(key);
      if (known?.access === access) return known.breaker;
      const breaker = createBreaker(policy);
      entries.set(key, { providerId: id, model, breaker, access });
      return breaker;
    },
    forget(providerId: string): void {
      for (const [key, entry] of entries) if (entry.providerId === providerId) entries.delete(key);
    },
    all: (): readonly Omit<Entry, "access">[] =>
      [...entries.values()].map(({ providerId, model, breaker }) => ({ providerId, model, breaker })),
  };
}
