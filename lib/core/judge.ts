import type { Point } from "./analysis";
import type { TurnEvent, VerdictRole } from "./events";
import { type Failure, failure } from "./failure";
import type { ModelName, VerdictId } from "./ids";
import type { ReadAnswer } from "./judge-answers";
import { type Asked, askedAgain, askReduced, refusalToAskAgain } from "./judge-asking";
import { type Spent, spentOn } from "./judge-calls";
import { askInSecondOrder } from "./judge-careful";
import { failureOfReading } from "./judge-conclusion";
import { joinOrders } from "./judge-join";
import { limitJudge } from "./judge-limit";
import { askForQuotes, requoted } from "./judge-quote-repair";
import type { QuoteCount } from "./judge-reading";
import type { Reader } from "./judge-reads";
import { type Settlement, settleAll } from "./judge-settling";
import { askWhatFits } from "./judge-shortened";
import { windowsAlone, withWindows } from "./judge-window-join";
import type { NormalisedText } from "./normalise-text";
import type { TurnPorts } from "./ports";
import { whyAborted } from "./time-limit";
import type { TurnState } from "./turn";
import type { WindowLine } from "./window-lines";

export type Judging = {
  turn: TurnState;
  verdictId: VerdictId;
  answers: readonly ReadAnswer[];
  prompt: { system: string; material: string };
  /** Careful judging: the same answers in another order; absent = they are judged once. */
  second?: Pick<Judging, "answers" | "prompt">;
  /** The same brought down to so many tokens, for a host that reads no more; null = nothing would be left of the answers. */
  shortenTo?(contextTokens: number): Pick<Judging, "answers" | "prompt" | "second"> | null;
  /** The final answer of the turn before, when its verdict stands in the prompt. */
  previous?: NormalisedText | null;
  /** What was found by comparing a few of the answers at a time; absent or empty = they were not. */
  windows?: readonly WindowLine[];
  /** What its calls are for, as the log tells it; absent = the judge's own. */
  role?: VerdictRole;
  nonce: string;
  ports: TurnPorts;
  signal: AbortSignal;
  /** Why no further call may be made (the spending cap), or null; with what the turn does not count yet, in US dollars. */
  refusal(notYetCountedUsd: number): Failure | null;
  /** How the user decided points, a line each, for the synthesizer only; absent or empty = nothing. */
  rulings?: string;
  /** What the writer does not read when that is not what a judge did not read. */
  ownOmitted?: Record<string, number>;
};

/** The points, or null when no judge managed, and the judging with the answers as the last judge read them. */
type Analysis = { points: Point[] | null; judging: Judging };

/**
 * Asks the judge, then its fallbacks in order, each with what it can read itself, until one gives an analysis. Yields each
 * point when it is whole and its quotes are checked. Never throws a model's failure.
 */
export async function* analyse(
  first: Judging,
  reads: { by(judge: ModelName): Reader },
): AsyncGenerator<TurnEvent, Analysis> {
  const { turn, verdictId, ports } = first;
  let judging = first;
  const judges = [turn.panel.judge.model, ...turn.panel.judge.fallbacks];
  let lastFailure = failure("judge_upstream_error", "No judge was asked.");
  let numbering = 0;
  for (const [index, model] of judges.entries()) {
    const refused = judging.signal.aborted ? whyAborted(judging.signal, "You stopped the judge.") : judging.refusal(0);
    let attempt: Attempt = { failure: refused ?? lastFailure, lines: 0 };
    if (!refused) ({ attempt, judging } = yield* askJudge(judging, model, numbering));
    if ("points" in attempt) return { points: attempt.points, judging };
    numbering = Math.max(numbering, attempt.lines);
    lastFailure = attempt.failure;
    const next = lastFailure.code === "stopped" || refused ? null : (judges[index + 1] ?? null);
    const { lines: _lines, ...waste } = attempt;
    const failed = { type: "judge-failed" as const, at: ports.clock.now(), verdictId, ...waste, model, next };
    if (!next) {
      yield failed;
      break;
    }
    const reader = reads.by(next);
    yield { ...failed, omitted: reader.omitted };
    judging = { ...first, ...(yield* reader.ready()) };
  }
  yield { type: "analysis-failed", at: ports.clock.now(), verdictId, failure: lastFailure };
  return { points: null, judging };
}

/** How the asking of one judge ended: with its points, or why there are none. */
export type Attempt = { points: Point[] } | { failure: Failure; lines: number; spent?: Spent; quotes?: QuoteCount };

/** One judge, by every way there is, in the time that a judge has. */
async function* askJudge(
  whole: Judging,
  model: ModelName,
  numbering: number,
): AsyncGenerator<TurnEvent, { attempt: Attempt; judging: Judging }> {
  const { ports, signal } = whole;
  const limit = limitJudge(signal, { model, task: "finish judging" }, ports);
  try {
    const limited = { ...whole, signal: limit.signal };
    const { asked, judging } = yield* askWhatFits(limited, { model, lines: numbering });
    const attempt = yield* concluded(judging, asked);
    const saved = "failure" in attempt ? yield* windowsAlone(judging, model, attempt) : attempt;
    return { attempt: saved, judging: { ...judging, signal } };
  } finally {
    limit.end();
  }
}

/** What was written in full with its broken lines mended; if that is not usable, once more in the reduced form. */
async function* concluded(judging: Judging, first: Asked): AsyncGenerator<TurnEvent, Attempt> {
  const { model } = first;
  const reason = whyUnusable(judging, first);
  if (!reason) return yield* refined(judging, first);
  const { lines, quotes, lost, cutTo } = first.reading;
  if (lost || cutTo !== null || refusalToAskAgain(judging, first)) return failed(judging, first, reason);
  yield { ...askedAgain(judging, first, "reduced"), failure: reason };
  const again = yield* askReduced(judging, { model, lines, quotes });
  const lastReason = whyUnusable(judging, again);
  return lastReason ? failed(judging, again, lastReason) : yield* refined(judging, again);
}

function whyUnusable({ answers, ports }: Judging, { reading, model }: Asked): Failure | null {
  return failureOfReading(reading, answers.length, ports.labelOf(model));
}

function failed(judging: Judging, { reading, call, model }: Asked, reason: Failure): Attempt {
  const { lines, quotes } = reading;
  return { failure: reason, lines, quotes, ...spentOn(call, model, judging) };
}

/** An analysis that stands, made better: judged in a second order, quotes found that were not, and then ended. */
async function* refined(judging: Judging, asked: Asked): AsyncGenerator<TurnEvent, Attempt> {
  const { verdictId, ports } = judging;
  const { reading, model, resolvedModel } = asked;
  const second = yield* askInSecondOrder(judging, asked);
  const orders = second.lines;
  const last = Math.max(reading.lines, ...(orders ?? []).map(({ number }) => number));
  const joined: Settlement = withWindows(orders ? joinOrders(reading.taken, orders, judging) : reading, judging, last);
  const { call, found } = yield* askForQuotes(judging, { ...asked, call: second.call }, joined.missing);
  const first = requoted(reading.taken, found);
  const again = () => (orders ? joinOrders(first, requoted(orders, found), judging) : settleAll(first, judging));
  const settle = () => withWindows(again(), judging, last);
  const { points, dropped } = found.size > 0 ? settle() : joined;
  if (JSON.stringify([points, dropped]) !== JSON.stringify([reading.points, reading.dropped])) {
    yield { type: "analysis-revised", at: ports.clock.now(), verdictId, points, dropped };
  }
  yield {
    type: "analysis-ended",
    at: ports.clock.now(),
    verdictId,
    resolvedModel,
    ...(spentOn(call, model, judging).spent ?? { usage: null, costUsd: 0 }),
    quotes: reading.quotes,
    truncated: !reading.ended,
    ...(second.failure ? { orderFailure: second.failure } : {}),
  };
  return { points };
}
