import { withCall } from "./apply-verdict-change";
import type { EventOf } from "./events";
import type { VerdictState } from "./turn";

/** What a verdict is after a call of its judge, and what its judge reads. */

/** A long answer read as its claims, or why it is not; the call was its judge's. */
export function mappedAnswer(verdict: VerdictState, event: EventOf<"answer-mapped">): VerdictState {
  const { author, claims, failure, spent } = event;
  const { omitted: _before, ...rest } = verdict;
  return {
    ...rest,
    judge: { ...verdict.judge, ...withCall(verdict.judge, spent) },
    ...(event.omitted ? { omitted: event.omitted } : {}),
    ...(claims ? { claims: { ...verdict.claims, [author]: claims } } : {}),
    ...(failure ? { unmapped: { ...verdict.unmapped, [author]: failure } } : {}),
  };
}

/** The judge reads on; the call was its own. */
export function withPassages(verdict: VerdictState, event: EventOf<"passages-read">): VerdictState {
  const { passages, failure, spent, omitted } = event;
  const { omitted: _before, lookedUp, ...rest } = verdict;
  const all = [...(lookedUp?.passages ?? []), ...passages];
  return {
    ...rest,
    judge: { ...verdict.judge, ...withCall(verdict.judge, spent) },
    lookedUp: { passages: all, ...(failure ? { failure } : {}) },
    ...(omitted ? { omitted } : {}),
  };
}

/** A few answers were compared; the call was its judge's. */
export function withWindow(verdict: VerdictState, event: EventOf<"window-judged">): VerdictState {
  const { authors, points, failure, spent, omitted } = event;
  const { omitted: _before, windows = [], ...rest } = verdict;
  return {
    ...rest,
    judge: { ...verdict.judge, ...withCall(verdict.judge, spent) },
    windows: [...windows, { authors, points, ...(failure ? { failure } : {}) }],
    ...(omitted ? { omitted } : {}),
  };
}

/** The judge is asked once more; over shorter answers it reads nothing of what it looked up. */
export function askedAgain(verdict: VerdictState, event: EventOf<"judge-asked-again">): VerdictState {
  const { way, omitted, spent } = event;
  const { lookedUp, ...rest } = verdict;
  return {
    ...rest,
    judge: { ...verdict.judge, ...withCall(verdict.judge, spent) },
    askedAgain: [...(verdict.askedAgain ?? []), way],
    ...(lookedUp && way !== "shortened" ? { lookedUp } : {}),
    ...(way === "reduced" || way === "shortened" ? { points: [], dropped: [] } : {}),
    ...(omitted ? { omitted } : {}),
  };
}

/** Who reads now begins with the whole answers: what was left out for another, or listed for it, is no longer so. */
export function readAnew(verdict: VerdictState, omitted: Record<string, number> | undefined): VerdictState {
  if (!omitted) return verdict;
  const {
    omitted: _before,
    claims: _claims,
    unmapped: _unmapped,
    lookedUp: _lookedUp,
    windows: _windows,
    ...rest
  } = verdict;
  return Object.keys(omitted).length > 0 ? { ...rest, omitted } : rest;
}

/** The judge failed; the next one begins anew. */
export function withoutJudge(
  verdict: VerdictState,
  { model, failure, next, omitted }: EventOf<"judge-failed">,
): VerdictState {
  const unspent = { usage: null, costUsd: null };
  const { askedAgain, ...before } = readAnew(verdict, omitted);
  return {
    ...before,
    ...(next || !askedAgain ? {} : { askedAgain }),
    judge: next ? { model: next, resolvedModel: null, ...unspent } : { ...verdict.judge, ...unspent },
    points: [],
    dropped: [],
    failedJudges: [...verdict.failedJudges, { model, failure }],
  };
}
