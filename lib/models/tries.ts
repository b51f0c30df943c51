import { PassingFailure } from "./call-failure";
import type { UpstreamPolicy } from "./upstream-policy";

/** The next try of a call and how long to wait before it, in milliseconds. */
export type NextTry = { try: number; of: number; waitMs: number };

/**
 * Counts the tries of one call. `after` gives the next one, or null when there is none: the cause does not pass, the
 * tries are used up, or the provider wants more patience in total than there is. `random` draws from 0 to 1.
 */
export function createTries(
  { most, baseMs, maxWaitMs, retryAfterTotalMs }: UpstreamPolicy["retry"],
  random: () => number,
) {
  let retries = 0;
  let askedFor = 0;
  return {
    after(error: unknown): NextTry | null {
      if (!(error instanceof PassingFailure) || retries >= most) return null;
      const { retryAfterMs } = error;
      askedFor += retryAfterMs ?? 0;
      if (askedFor > retryAfterTotalMs) return null;
      const drawn = random() * Math.min(maxWaitMs, baseMs * 2 ** retries);
      retries += 1;
      return { try: retries + 1, of: most + 1, waitMs: Math.ceil(retryAfterMs ?? drawn) };
    },
  };
}
