import type { Failure, FailureCode } from "@/lib/core/failure";
import type { Breaker, BreakerState } from "./breaker";
import type { createBreakers } from "./breakers";
import type { Places } from "./places";
import type { ConnectedProvider } from "./provider";

/** A request that failed. `message` is the provider's own words without keys; `again`: it was sent once more. */
type RecentFailure = {
  at: number;
  providerId: string;
  provider: string;
  model: string;
  code: FailureCode;
  message: string;
  httpStatus: number | null;
  again: boolean;
};

/** How the calls to all providers stand. Times in milliseconds since the epoch. */
export type UpstreamSnapshot = {
  /** Calls that wait for a place. */
  queue: number;
  /** Calls under way. */
  running: number;
  /** Breakers that are not closed, and closed ones with failures in the last minute. */
  breakers: {
    providerId: string;
    model: string;
    state: BreakerState;
    code: FailureCode | null;
    message: string | null;
    requests: number;
    failed: number;
  }[];
  /** Newest first. */
  recentFailures: RecentFailure[];
};

const mostFailures = 50;

type Parts = { places: Pick<Places, "count">; breakers: Pick<ReturnType<typeof createBreakers>, "all"> };
type Failed = { provider: ConnectedProvider; model: string; at: number; failure: Failure; again: boolean };

/** Remembers the last failures and tells how everything stands. */
export function createUpstreamRecord({ places, breakers }: Parts) {
  let failures: RecentFailure[] = [];
  return {
    failed({ provider, model, at, failure, again }: Failed): void {
      const { code, message, httpStatus = null } = failure;
      const row = { at, providerId: provider.id, provider: provider.label, model, code, message, httpStatus, again };
      failures = [row, ...failures].slice(0, mostFailures);
    },
    snapshot(now: number): UpstreamSnapshot {
      const { running, waiting } = places.count();
      const rows = breakers.all().map((entry) => rowOf(entry, now));
      const shown = rows.filter(({ state, failed }) => state !== "closed" || failed > 0);
      return { queue: waiting, running, breakers: shown, recentFailures: [...failures] };
    },
  };
}

type Entry = { providerId: string; model: string; breaker: Breaker };

function rowOf({ providerId, model, breaker }: Entry, now: number): UpstreamSnapshot["breakers"][number] {
  const { reason } = breaker;
  const why = { code: reason?.code ?? null, message: reason?.message ?? null };
  return { providerId, model, state: breaker.state(now), ...why, ...breaker.counts(now) };
}
