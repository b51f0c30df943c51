import type { Point } from "./analysis";
import type { TurnEvent } from "./events";
import { type Failure, failure } from "./failure";
import type { ModelName, VerdictId } from "./ids";
import type { ReadAnswer } from "./judge-answers";
import { askForRepair, askInFull, askInReducedForm, type JudgeCall, type Spent, spentOn } from "./judge-calls";
import { emptyReading, type Reading } from "./judge-reading";
import type { TurnPorts } from "./ports";
import type { TurnState } from "./turn";

export type Judging = {
  turn: TurnState;
  verdictId: VerdictId;
  answers: readonly ReadAnswer[];
  prompt: { system: string; material: string };
  nonce: string;
  ports: TurnPorts;
  signal: AbortSignal;
  /** Why no further call may be made (the spending cap), or null; with what the turn does not count yet, in US dollars. */
  refusal(notYetCountedUsd: number): Failure | null;
};

/**
 * Asks the judge, then its fallbacks in order, until one gives an analysis. Yields each point when it is whole and its
 * quotes are checked. Gives the points, or null when no judge managed; never throws a model's failure.
 */
export async function* analyse(judging: Judging): AsyncGenerator<TurnEvent, Point[] | null> {
  const { turn, verdictId, ports } = judging;
  const judges = [turn.panel.judge.model, ...turn.panel.judge.fallbacks];
  let lastFailure = failure("judge_upstream_error", "No judge was asked.");
  let numbering = 0;
  for (const [index, model] of judges.entries()) {
    const refused = judging.refusal(0);
    const attempt: Attempt = refused ? { failure: refused, lines: 0 } : yield* askJudge(judging, model, numbering);
    if ("points" in attempt) return attempt.points;
    numbering = Math.max(numbering, attempt.lines);
    lastFailure = attempt.failure;
    const next = lastFailure.code === "stopped" || refused ? null : (judges[index + 1] ?? null);
    const waste = attempt.spent ? { spent: attempt.spent } : {};
    yield { type: "judge-failed", at: ports.clock.now(), verdictId, ...waste, model, failure: lastFailure, next };
    if (!next) break;
  }
  yield { type: "analysis-failed", at: ports.clock.now(), verdictId, failure: lastFailure };
  return null;
}

type Attempt = { points: Point[] } | { failure: Failure; lines: number; spent?: Spent };

/** What a judge has written, and its last call. */
type Asked = { reading: Reading; call: JudgeCall; resolvedModel: string };

/** One judge: in full, its broken lines mended; if that gave nothing usable, once more in the reduced form. */
async function* askJudge(judging: Judging, model: ModelName, numbering: number): AsyncGenerator<TurnEvent, Attempt> {
  const first = yield* askAndMend(judging, model, numbering);
  const { attempt, ...spent } = concluded(judging, model, first);
  if ("points" in attempt || first.reading.lost !== null || !mayAskAgain(judging, model, first.call)) {
    return yield* told(judging, model, first);
  }
  const { failure: reason } = attempt;
  yield { ...askedAgain(judging, model), ...spent, way: "reduced", failure: reason };
  const reading = emptyReading(first.reading.lines);
  const call = yield* askInReducedForm(judging, model, reading);
  return yield* told(judging, model, { reading, call, resolvedModel: call.finished?.resolvedModel ?? model });
}

async function* askAndMend(judging: Judging, model: ModelName, numbering: number): AsyncGenerator<TurnEvent, Asked> {
  const reading = emptyReading(numbering);
  const call = yield* askInFull(judging, model, reading);
  const resolvedModel = call.finished?.resolvedModel ?? model;
  if (!isWorthMending(reading, call) || !mayAskAgain(judging, model, call)) return { reading, call, resolvedModel };
  yield { ...askedAgain(judging, model), ...spentOn(call, model, judging), way: "repair" };
  return { reading, call: yield* askForRepair(judging, model, reading), resolvedModel };
}

/** Tells how a judge ended: with an analysis, or with a failure and what its last call used. */
async function* told(judging: Judging, model: ModelName, asked: Asked): AsyncGenerator<TurnEvent, Attempt> {
  const { attempt, spent } = concluded(judging, model, asked);
  if ("failure" in attempt) return spent ? { ...attempt, spent } : attempt;
  const { verdictId, ports } = judging;
  yield {
    type: "analysis-ended",
    at: ports.clock.now(),
    verdictId,
    resolvedModel: asked.resolvedModel,
    ...(spent ?? { usage: null, costUsd: 0 }),
    truncated: !asked.reading.ended,
  };
  return attempt;
}

function concluded(judging: Judging, model: ModelName, { reading, call }: Asked): { attempt: Attempt; spent?: Spent } {
  const attempt = conclude(reading, judging.answers.length, judging.ports.labelOf(model));
  return { attempt, ...spentOn(call, model, judging) };
}

function askedAgain({ verdictId, ports }: Judging, model: ModelName) {
  return { type: "judge-asked-again" as const, at: ports.clock.now(), verdictId, model };
}

/** Whether nobody stopped the turn and its spending cap leaves room, the call before counted. */
function mayAskAgain(judging: Judging, model: ModelName, call: JudgeCall): boolean {
  const { spent } = spentOn(call, model, judging);
  return !judging.signal.aborted && judging.refusal(spent?.costUsd ?? 0) === null;
}

/** Whether some lines were rejected and the rest can be used; a judge that got nothing right is asked differently. */
function isWorthMending({ rejected, points, ended }: Reading, call: JudgeCall): boolean {
  return rejected.length > 0 && call.finished !== null && (points.length > 0 || ended);
}

/**
 * With its end line any number of valid points is an analysis, even none. Without it three points are, if one of them
 * compares; one answer alone needs two (judge.md section 10).
 */
function conclude(
  { points, lines, objects, characters, ended, lost }: Reading,
  answers: number,
  judge: string,
): Attempt {
  if (lost?.code === "stopped") return { failure: lost, lines };
  const compares = points.some((point) => point.kind === "consensus" || point.kind === "contradictions");
  const enough = answers === 1 ? points.length >= 2 : points.length >= 3 && compares;
  if (ended || enough) return { points };
  return { failure: lost ?? unusable(judge, characters, objects), lines };
}

function unusable(judge: string, characters: number, objects: number): Failure {
  if (characters === 0) return failure("judge_empty_completion", `${judge} returned no text.`);
  if (objects === 0) return failure("judge_not_valid_json", `${judge} returned text that is not valid JSON.`);
  return failure(
    "judge_schema_mismatch",
    `${judge} returned an analysis of the wrong shape, or one that ends too early.`,
  );
}
