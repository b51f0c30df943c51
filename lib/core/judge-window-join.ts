import type { TurnEvent } from "./events";
import type { Attempt, Judging } from "./judge";
import { type Settlement, settleTaken } from "./judge-settling";
import { covers } from "./point-overlap";
import { joinedLines } from "./window-lines";

/**
 * The points over all answers, and after them those of windows that they do not take up (judge.md section 16, step 5), within
 * the caps that hold for all. `after`: the last number that a point was given.
 */
export function withWindows<Points extends Settlement>(settled: Points, judging: Judging, after: number): Points {
  const points = [...settled.points];
  for (const [at, { line, compared }] of joinedLines(judging.windows ?? []).entries()) {
    const one = settleTaken({ line, number: after + 1 + at, compared }, points, judging);
    if ("point" in one && !points.some((point) => covers(point, one.point))) points.push(one.point);
  }
  return { ...settled, points };
}

type Failed = Extract<Attempt, { failure: unknown }>;

/** When the call that joins the windows failed: their own points are the analysis; without any the failure stands. */
export async function* windowsAlone(
  judging: Judging,
  model: string,
  failed: Failed,
): AsyncGenerator<TurnEvent, Attempt> {
  const { verdictId, ports } = judging;
  const { points } = withWindows({ points: [], dropped: [], missing: [] }, judging, failed.lines);
  if (points.length === 0 || failed.failure.code === "stopped") return failed;
  yield { type: "analysis-revised", at: ports.clock.now(), verdictId, points, dropped: [] };
  yield {
    type: "analysis-ended",
    at: ports.clock.now(),
    verdictId,
    resolvedModel: model,
    ...(failed.spent ?? { usage: null, costUsd: 0 }),
    ...(failed.quotes ? { quotes: failed.quotes } : {}),
    truncated: true,
    joinFailure: failed.failure,
  };
  return { points };
}
