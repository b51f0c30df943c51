import { FailureError, failure } from "@/lib/core/failure";

/** Gives the place back; calling it again does nothing. */
export type Release = () => void;
type Waiter = { provider: string; limit: number; take: (release: Release) => void };

/** How many calls go at once: to each provider, and to all together. First come, first served. */
export type Places = {
  /** A place, if one is free now and nobody waits for it longer. */
  tryTake(provider: string, limit: number): Release | null;
  /** A place when one is free. Throws FailureError `stopped` when the signal aborts first. */
  take(provider: string, limit: number, signal: AbortSignal): Promise<Release>;
  /** Calls under way, and calls that wait; of one provider, or of all. */
  count(provider?: string): { running: number; waiting: number };
};

/** Places for at most `total` calls; each provider's own limit comes with the call. */
export function createPlaces(total: number): Places {
  const running = new Map<string, number>();
  let waiters: Waiter[] = [];
  let all = 0;

  const isFree = (provider: string, limit: number) => all < total && (running.get(provider) ?? 0) < limit;

  function occupy(provider: string): Release {
    running.set(provider, (running.get(provider) ?? 0) + 1);
    all += 1;
    let held = true;
    return () => {
      if (!held) return;
      held = false;
      all -= 1;
      const left = (running.get(provider) ?? 1) - 1;
      if (left === 0) running.delete(provider);
      else running.set(provider, left);
      letIn();
    };
  }

  function letIn(): void {
    for (const waiter of waiters) {
      if (all >= total) return;
      if (!isFree(waiter.provider, waiter.limit)) continue;
      waiters = waiters.filter((each) => each !== waiter);
      waiter.take(occupy(waiter.provider));
    }
  }

  return {
    tryTake: (provider, limit) =>
      isFree(provider, limit) && !waiters.some((waiter) => waiter.provider === provider) ? occupy(provider) : null,
    take: (provider, limit, signal) =>
      new Promise<Release>((resolve, reject) => {
        const leave = () => {
          waiters = waiters.filter((each) => each !== waiter);
          reject(new FailureError(failure("stopped", "Stopped.")));
        };
        const take = (release: Release) => {
          signal.removeEventListener("abort", leave);
          resolve(release);
        };
        const waiter = { provider, limit, take };
        if (signal.aborted) return leave();
        signal.addEventListener("abort", leave, { once: true });
        waiters.push(waiter);
        letIn();
      }),
    count: (provider) => ({
      running: provider === undefined ? all : (running.get(provider) ?? 0),
      waiting: waiters.filter((waiter) => provider === undefined || waiter.provider === provider).length,
    }),
  };
}
