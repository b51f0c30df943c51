import { type Failure, FailureError, failure, failureOf } from "./failure";
import type { Clock } from "./model";
import type { TurnPorts } from "./ports";
import type { TurnControl } from "./turn-control";

/** How long an actor may take with all its calls, in milliseconds. */
export type ActorLimits = { panelistMs: number; judgeMs: number; turnMs: number };

/** A signal that also aborts when the time is over. */
export type TimeLimit = {
  signal: AbortSignal;
  /** The work is done: nothing is waited for any more. */
  end: () => void;
};

/** Aborts with `stop`, or with `reason` after so many milliseconds; undefined = without a limit. */
export function limitTime(stop: AbortSignal, ms: number | undefined, clock: Clock, reason: Failure): TimeLimit {
  if (ms === undefined) return { signal: stop, end: () => {} };
  const over = new AbortController();
  const done = new AbortController();
  const waiting = AbortSignal.any([stop, done.signal]);
  void clock.sleep(ms, waiting).then(() => {
    if (!waiting.aborted) over.abort(new FailureError(reason));
  });
  return { signal: AbortSignal.any([stop, over.signal]), end: () => done.abort() };
}

type LimitedTurn = { control: TurnControl; end: () => void };

/** The control of a turn whose time is limited too; `given` still tells whether a person stopped it. */
export function limitTurn(given: TurnControl, { limits, clock }: Pick<TurnPorts, "limits" | "clock">): LimitedTurn {
  const ms = limits?.turnMs;
  const reason = failure("timeout", `The turn was ended after ${minutesIn(ms ?? 0)}.`);
  const { signal, end } = limitTime(given.signal, ms, clock, reason);
  const panelistSignal: TurnControl["panelistSignal"] = (panelistId, attempt) =>
    AbortSignal.any([signal, given.panelistSignal(panelistId, attempt)]);
  return { control: { ...given, signal, panelistSignal }, end };
}

/** Why a signal was aborted: its time limit, or else a person, in these words. */
export function whyAborted(signal: AbortSignal, stopped: string): Failure {
  const reason: unknown = signal.reason;
  return reason instanceof FailureError ? reason.failure : failure("stopped", stopped);
}

/** Why a call failed: its signal, else what was thrown. */
export function whyFailed(error: unknown, signal: AbortSignal, stopped: string): Failure {
  return signal.aborted ? whyAborted(signal, stopped) : failureOf(error);
}

/** "15 minutes", "1 minute"; what is shorter in seconds. */
export function minutesIn(ms: number): string {
  const [count, unit] = ms < 60_000 ? [Math.ceil(ms / 1000), "second"] : [Math.round(ms / 60_000), "minute"];
  return `${count} ${unit}${count === 1 ? "" : "s"}`;
}
