import type { Failure, FailureCode } from "@/lib/core/failure";
import type { UpstreamPolicy } from "./upstream-policy";

/** `open`: not asked for a while. `trial`: one request finds out. `locked`: not asked until it answers a person's Retry, or the settings change. */
export type BreakerState = "closed" | "open" | "trial" | "locked";
export type Outcome = { failure: Failure | null };

/** The failure it opened for, and in how many milliseconds it may be asked; null = when the settings have changed. */
export type Refusal = { reason: Failure; waitMs: number | null };

/** Keeps one model of one provider from being asked while it is known not to answer. */
export type Breaker = {
  /** Why a request may not go out now; null = it may. */
  refusal(now: number): Refusal | null;
  /** A request goes out: after a pause it is the trial, and the next ones wait for how it ends. */
  begin(): void;
  /** How a request that went out ended; null = it was stopped, which says nothing. */
  settle(outcome: Outcome | null, now: number): void;
  state(now: number): BreakerState;
  /** The failure it opened for. */
  readonly reason: Failure | null;
  /** Requests in the window, and how many of them failed. */
  counts(now: number): { requests: number; failed: number };
};

const faults: ReadonlySet<FailureCode> = new Set<FailureCode>([
  "rate_limited",
  "upstream_error",
  "timeout",
  "connection_lost",
  "unreachable",
  "incomplete",
]);
const locks: ReadonlySet<FailureCode> = new Set<FailureCode>(["not_authorized", "insufficient_credits"]);

/** Requests that ended within the last `windowMs`. */
function createWindow(windowMs: number) {
  let ended: { at: number; failed: boolean }[] = [];
  return {
    add: (at: number, failed: boolean) => void ended.push({ at, failed }),
    counts(now: number) {
      ended = ended.filter(({ at }) => at > now - windowMs);
      return { requests: ended.length, failed: ended.filter(({ failed }) => failed).length };
    },
    clear() {
      ended = [];
    },
  };
}

/** A breaker that nothing has happened to yet. */
export function createBreaker({ requests, failedShare, windowMs, pauseMs }: UpstreamPolicy["breaker"]): Breaker {
  const window = createWindow(windowMs);
  let reason: Failure | null = null;
  let openUntil: number | null = null;
  let isLocked = false;
  let onTrial = false;

  function shut(): void {
    window.clear();
    openUntil = null;
    onTrial = false;
    reason = null;
  }

  function open(cause: Failure, now: number): void {
    reason = cause;
    openUntil = now + pauseMs;
    onTrial = false;
  }

  function count(fault: Failure | null, now: number): void {
    window.add(now, fault !== null);
    const { requests: ended, failed } = window.counts(now);
    if (fault && ended >= requests && failed >= ended * failedShare) open(fault, now);
  }

  function note(failed: Failure | null, now: number): void {
    const fault = failed && faults.has(failed.code) ? failed : null;
    // A host that is down says nothing about the key; one that answers has accepted it again.
    if (isLocked && fault) return;
    if (openUntil === null && !isLocked) return count(fault, now);
    isLocked = false;
    // An answer that was under way when it opened shows that the model answers again, as the trial does.
    if (fault) open(fault, now);
    else shut();
  }

  return {
    refusal(now) {
      if (reason && isLocked) return { reason, waitMs: null };
      if (reason === null || openUntil === null) return null;
      if (now < openUntil) return { reason, waitMs: openUntil - now };
      return onTrial ? { reason, waitMs: pauseMs } : null;
    },
    begin() {
      onTrial = openUntil !== null;
    },
    settle(outcome, now) {
      if (outcome === null) onTrial = false;
      else if (outcome.failure && locks.has(outcome.failure.code)) {
        isLocked = true;
        reason = outcome.failure;
      } else note(outcome.failure, now);
    },
    state(now) {
      if (isLocked) return "locked";
      if (openUntil === null) return "closed";
      return now < openUntil ? "open" : "trial";
    },
    get reason() {
      return reason;
    },
    counts: (now) => window.counts(now),
  };
}
