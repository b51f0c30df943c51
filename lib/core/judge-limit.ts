import { failure } from "./failure";
import type { ModelName } from "./ids";
import type { TurnPorts } from "./ports";
import { limitTime, minutesIn, type TimeLimit } from "./time-limit";

/** The time a judge has for one of its tasks; `task`: what it did not do when that is over, as in "did not finish judging". */
export function limitJudge(
  stop: AbortSignal,
  { model, task }: { model: ModelName; task: string },
  { limits, clock, labelOf }: Pick<TurnPorts, "limits" | "clock" | "labelOf">,
): TimeLimit {
  const ms = limits?.judgeMs;
  const words = `${labelOf(model)} did not ${task} within ${minutesIn(ms ?? 0)}.`;
  return limitTime(stop, ms, clock, failure("judge_upstream_error", words));
}
