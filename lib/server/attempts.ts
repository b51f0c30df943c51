import type { Clock } from "@/lib/core/model";

/** How many wrong passwords are looked at in a window, whoever sends them: no address a client can claim is trusted. */
export type Attempts = {
  /** Whole seconds until another password is looked at; 0 = now. */
  secondsToWait(): number;
  countFailure(): void;
};

/** Counts failures in a sliding window; `limit` failures close it until the oldest is `windowMs` old. */
export function createAttempts(clock: Pick<Clock, "now">, limit: number, windowMs: number): Attempts {
  let failures: number[] = [];
  const recent = () => {
    failures = failures.filter((at) => at > clock.now() - windowMs);
    return failures;
  };
  return {
    secondsToWait() {
      const oldest = recent()[0];
      if (oldest === undefined || failures.length < limit) return 0;
      return Math.max(1, Math.ceil((oldest + windowMs - clock.now()) / 1000));
    },
    countFailure() {
      recent().push(clock.now());
    },
  };
}
