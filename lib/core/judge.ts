import type { Point } from "./analysis";
import { costOf } from "./cost";
import type { TurnEvent } from "./events";
import { type Failure, failure, failureOf } from "./failure";
import type { ModelName, VerdictId } from "./ids";
import type { ModelChunk, Usage } from "./model";
import { plainRequest } from "./panelist";
import type { TurnPorts } from "./ports";
import { judgeTask } from "./prompts";
import { createScanner, type Scanned } from "./scanner";
import { type JudgedAnswer, settlePoint } from "./settle";
import type { TurnState } from "./turn";
import { WireKind, WirePoint } from "./wire-point";

export type Judging = {
  turn: TurnState;
  verdictId: VerdictId;
  answers: readonly JudgedAnswer[];
  prompt: { system: string; material: string };
  ports: TurnPorts;
  signal: AbortSignal;
  /** Why no further call may be made (the spending cap), or null. */
  refusal(): Failure | null;
};

/** A runaway judge: more lines than every cap together allows, many times over (judge.md section 9). */
const maxLines = 200;

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
    const refused = judging.refusal();
    const attempt: Attempt = refused ? { failure: refused, lines: 0 } : yield* askJudge(judging, model, numbering);
    if ("points" in attempt) return attempt.points;
    numbering += attempt.lines;
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
type Spent = { usage: Usage | null; costUsd: number | null };
type Finished = Extract<ModelChunk, { type: "finished" }>;
/** What one judge has written so far, and how its call ended. */
type Reading = {
  points: Point[];
  lines: number;
  objects: number;
  characters: number;
  ended: boolean;
  gotToken: boolean;
  finished: Finished | null;
  lost: Failure | null;
};

async function* askJudge(judging: Judging, model: ModelName, numbering: number): AsyncGenerator<TurnEvent, Attempt> {
  const { verdictId, answers, ports } = judging;
  const reading: Reading = {
    points: [],
    lines: numbering,
    objects: 0,
    characters: 0,
    ended: false,
    gotToken: false,
    finished: null,
    lost: null,
  };
  yield* readJudge(judging, model, reading);
  const attempt = conclude(reading, answers.length, ports.labelOf(model));
  const usage = reading.finished?.usage ?? null;
  const costUsd = costOf(reading.finished?.costUsd ?? null, usage, ports.priceOf(model));
  if ("points" in attempt) {
    const resolvedModel = reading.finished?.resolvedModel ?? model;
    const truncated = !reading.ended;
    yield { type: "analysis-ended", at: ports.clock.now(), verdictId, resolvedModel, usage, costUsd, truncated };
    return attempt;
  }
  return reading.gotToken ? { ...attempt, spent: { usage, costUsd } } : attempt;
}

async function* readJudge(judging: Judging, model: ModelName, reading: Reading): AsyncGenerator<TurnEvent> {
  const { turn, answers, prompt, ports, signal } = judging;
  const scanner = createScanner();
  const task = judgeTask(answers.length, turn.panel.judge.instructions);
  const messages = [
    { role: "system" as const, content: prompt.system },
    { role: "user" as const, content: `${prompt.material}\n\n${task}` },
  ];
  try {
    for await (const chunk of ports.streamModel(plainRequest(turn, { model, messages, signal, temperature: 0 }))) {
      reading.gotToken = true;
      if (chunk.type === "finished") reading.finished = chunk;
      if (chunk.type !== "text") continue;
      reading.characters += chunk.text.trim().length;
      for (const scanned of scanner.push(chunk.text)) yield* readScanned(scanned, reading, judging);
      if (scanner.runaway || reading.objects > maxLines) return;
    }
  } catch (error) {
    reading.lost = signal.aborted
      ? failure("stopped", "You stopped the judge.")
      : upstreamFailure(failureOf(error), model, ports);
  }
}

function* readScanned(scanned: Scanned, reading: Reading, judging: Judging): Generator<TurnEvent> {
  if (scanned.type === "reject" || reading.ended) return;
  reading.objects += 1;
  const { verdictId, answers, ports } = judging;
  if (kindOf(scanned.value) === "end") {
    reading.ended = true;
    return;
  }
  const line = WirePoint.safeParse(scanned.value);
  if (!line.success) return;
  reading.lines += 1;
  const settled = settlePoint(line.data, reading.lines, answers, reading.points);
  if ("dropped" in settled) {
    yield { type: "point-dropped", at: ports.clock.now(), verdictId, dropped: settled.dropped };
    return;
  }
  reading.points.push(settled.point);
  yield { type: "point-added", at: ports.clock.now(), verdictId, point: settled.point };
}

function kindOf(value: unknown): string | null {
  if (typeof value !== "object" || value === null || !("kind" in value)) return null;
  return WireKind.safeParse(value.kind).data ?? null;
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

function upstreamFailure(reason: Failure, model: ModelName, ports: TurnPorts): Failure {
  return failure(
    "judge_upstream_error",
    `${ports.labelOf(model)} could not judge. ${reason.message}`,
    reason.httpStatus,
  );
}
