import { type Failure, failure } from "./failure";
import type { Reading } from "./judge-reading";

/**
 * Why what a judge wrote is no analysis; null = it is one. With its end line any number of valid points is an analysis,
 * even none. Without it three points are, if one of them compares; one answer alone needs two (judge.md section 10).
 */
export function failureOfReading(reading: Reading, answers: number, judge: string): Failure | null {
  const { points, ended, lost, cutTo } = reading;
  if (lost?.code === "stopped") return lost;
  if (cutTo !== null) return failure("judge_upstream_error", silentCutWords(judge, cutTo));
  const compares = points.some((point) => point.kind === "consensus" || point.kind === "contradictions");
  const enough = answers === 1 ? points.length >= 2 : points.length >= 3 && compares;
  return ended || enough ? null : (lost ?? unusable(judge, reading));
}

function silentCutWords(judge: string, tokens: number): string {
  return `${judge} did not get all answers: its host read only ${tokens.toLocaleString("en-US")} tokens and did not say so.`;
}

function unusable(judge: string, { characters, objects }: Reading): Failure {
  if (characters === 0) return failure("judge_empty_completion", `${judge} returned no text.`);
  if (objects === 0) return failure("judge_not_valid_json", `${judge} returned text that is not valid JSON.`);
  return failure(
    "judge_schema_mismatch",
    `${judge} returned an analysis of the wrong shape, or one that ends too early.`,
  );
}
