import type { TurnPorts } from "@/lib/core/ports";
import { promptVersion } from "@/lib/core/prompts";
import { type Bill, type LabOptions, openLab } from "./lab";
import type { Measure } from "./measure";
import { judgeTests } from "./tests/all-tests";

export type Evaluation = {
  model: string;
  promptVersion: number;
  tests: { id: string; title: string; measures: Measure[] }[];
  bill: Bill;
  /** Sortings of follow-ups among them. */
  judgings: number;
  /** Why judgings gave nothing to measure, each reason once, with how often. */
  failures: { reason: string; count: number }[];
};

type EvaluationOptions = LabOptions & {
  /** Ids of tests; empty = all. */
  tests: readonly string[];
  /** Told before each test. */
  onTest?: (title: string) => void;
};

/** Runs the unit evaluations of a judge over the real code path. Missed targets are results; only models can fail. */
export async function evaluateJudge(options: EvaluationOptions, ports: TurnPorts): Promise<Evaluation> {
  const lab = openLab(options, ports);
  const chosen = judgeTests.filter(({ id }) => options.tests.length === 0 || options.tests.includes(id));
  const tests: Evaluation["tests"] = [];
  for (const { id, title, run } of chosen) {
    options.onTest?.(title);
    tests.push({ id, title, measures: await run(lab) });
  }
  const reasons = lab.made.flatMap(({ failure }) => failure?.message ?? []);
  const failures = [...new Set(reasons)].map((reason) => ({
    reason,
    count: reasons.filter((other) => other === reason).length,
  }));
  const { model } = options.settings;
  return { model, promptVersion, tests, bill: lab.bill(), judgings: lab.made.length, failures };
}
