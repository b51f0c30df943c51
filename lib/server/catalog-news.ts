import { failureOf } from "@/lib/core/failure";
import type { CatalogModel, Clock } from "@/lib/core/model";
import type { ConnectedProvider } from "@/lib/models/provider";
import type { CatalogCache } from "./catalog-cache";
import type { LocalServers } from "./local-servers";

export type CatalogNews = {
  /** Fetches in the background what is old or was never fetched. */
  look(): void;
  /** Fetches everything in the background. */
  lookNow(): void;
  /** Resolves when nothing is under way. */
  settled(): Promise<void>;
};

export type CatalogNewsParts = {
  cache: CatalogCache;
  localServers: LocalServers;
  connected: () => readonly ConnectedProvider[];
  fetchModels: (provider: ConnectedProvider, signal: AbortSignal) => Promise<CatalogModel[]>;
  clock: Pick<Clock, "now">;
};

const hour = 3_600_000;
/** A model that was just pulled should appear soon, and asking the own machine costs nothing. */
const localAge = 30_000;
const pauseAfterTry = 60_000;
const fetchTimeout = 20_000;

/** Keeps the model lists fresh. Nobody waits for it; each provider is asked once at a time. */
export function createCatalogNews({
  cache,
  localServers,
  connected,
  fetchModels,
  clock,
}: CatalogNewsParts): CatalogNews {
  const running = new Map<string, Promise<void>>();

  function run(key: string, work: () => Promise<void>): void {
    if (running.has(key)) return;
    // What cannot be stored, as while the server closes, is asked for again at a later look.
    const done = work().catch(() => {});
    running.set(
      key,
      done.finally(() => running.delete(key)),
    );
  }

  async function fetchOne(provider: ConnectedProvider): Promise<void> {
    cache.asked(provider.id);
    const outcome = await fetchModels(provider, AbortSignal.timeout(fetchTimeout)).catch((error: unknown) =>
      failureOf(error, `${provider.label} did not give a list of its models.`),
    );
    // Removed or changed meanwhile: the answer belongs to a provider that is gone.
    if (!connected().some((now) => keyOf(now) === keyOf(provider))) return;
    if (Array.isArray(outcome)) cache.succeeded(provider.id, outcome);
    else cache.failed(provider.id, outcome);
  }

  function fetchAll(isDue: (provider: ConnectedProvider) => boolean): void {
    for (const provider of connected()) {
      if (provider.kind !== "demo" && isDue(provider)) run(keyOf(provider), () => fetchOne(provider));
    }
  }

  function isStale({ id, kind }: ConnectedProvider): boolean {
    const { askedAt, fetchedAt } = cache.entry(id);
    const [largestAge, pause] = kind === "local" ? [localAge, localAge] : [hour, pauseAfterTry];
    const isPaused = askedAt !== null && clock.now() - askedAt < pause;
    return !isPaused && (fetchedAt === null || clock.now() - fetchedAt >= largestAge);
  }

  function lookForServers(how?: { now: boolean }): void {
    run("local servers", async () => {
      await localServers.look(how);
      fetchAll(isStale);
    });
  }

  return {
    look() {
      lookForServers();
      fetchAll(isStale);
    },
    lookNow() {
      lookForServers({ now: true });
      fetchAll(() => true);
    },
    async settled() {
      while (running.size > 0) await Promise.all(running.values());
    },
  };
}

function keyOf({ id, baseUrl, apiKey }: ConnectedProvider): string {
  return JSON.stringify([id, baseUrl, apiKey]);
}
