import type { Clock } from "@/lib/core/model";
import type { ConnectedProvider } from "@/lib/models/provider";

export type LocalServers = {
  /** The servers of the last look. */
  found(): readonly ConnectedProvider[];
  /** Looks again unless somebody did in the last 30 s; `now` looks anyway. Resolves when the look is over, never rejects. */
  look(how?: { now: boolean }): Promise<void>;
};

type LocalServersParts = {
  /** Asks the usual ports of this machine, with a short timeout. */
  probe: () => Promise<ConnectedProvider[]>;
  clock: Pick<Clock, "now">;
};

const lookAgainAfter = 30_000;

/** Model servers on this machine, found by asking their usual ports. Nobody ever waits for it. */
export function createLocalServers({ probe, clock }: LocalServersParts): LocalServers {
  let servers: readonly ConnectedProvider[] = [];
  let lookedAt: number | null = null;
  let looking: Promise<void> | null = null;

  async function lookOnce(): Promise<void> {
    lookedAt = clock.now();
    try {
      servers = await probe();
    } catch {
      // A look that failed says nothing about the servers that were there before.
    } finally {
      looking = null;
    }
  }

  return {
    found: () => servers,
    look(how) {
      if (looking) return looking;
      const isRecent = lookedAt !== null && clock.now() - lookedAt < lookAgainAfter;
      if (isRecent && !how?.now) return Promise.resolve();
      looking = lookOnce();
      return looking;
    },
  };
}
