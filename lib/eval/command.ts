import { writeFileSync } from "node:fs";
import { evaluateJudge } from "./evaluate-judge";
import { stories } from "./fixtures/stories";
import { openModels } from "./open-models";
import { type Options, readOptions, usage } from "./options";
import { meetsTargets, reportOf } from "./report";

/** Where a command writes: its result, and what happens meanwhile. */
export type Output = { result(text: string): void; notice(text: string): void };

/** `npm run eval`: gives the exit code. 0 = measured; 1 = nothing could be measured, or --strict; 2 = wrong usage. */
export async function runCommand(
  args: readonly string[],
  variables: Readonly<Record<string, string | undefined>>,
  output: Output,
): Promise<number> {
  const options = optionsOr(args, (problem) => output.notice(`${problem}\n\nnpm run eval -- --help tells more.`));
  if (options === "wrong") return 2;
  if (options === null) {
    output.result(usage);
    return 0;
  }
  try {
    return await evaluate(options, variables, output);
  } catch (error) {
    output.notice(messageOf(error));
    return 1;
  }
}

function optionsOr(args: readonly string[], refuse: (problem: string) => void): Options | null | "wrong" {
  try {
    return readOptions(args);
  } catch (error) {
    refuse(messageOf(error));
    return "wrong";
  }
}

async function evaluate(
  options: Options,
  variables: Readonly<Record<string, string | undefined>>,
  output: Output,
): Promise<number> {
  const { model, careful, tests, concurrency, seeds, json, strict } = options;
  const { ports, close } = await openModels(variables, model);
  try {
    const evaluation = await evaluateJudge(
      {
        stories: stories.filter(({ id }) => options.stories.length === 0 || options.stories.includes(id)),
        seeds: Array.from({ length: seeds }, (_, at) => at + 1),
        settings: { model, careful },
        maxCostUsd: options["max-cost"],
        concurrency,
        tests,
        onTest: (title) => output.notice(`${title} ...`),
      },
      ports,
    );
    if (json) writeFileSync(json, `${JSON.stringify({ at: new Date(), ...evaluation }, null, 2)}\n`);
    output.result(reportOf(evaluation));
    const failed = evaluation.failures.reduce((sum, { count }) => sum + count, 0);
    if (failed === evaluation.judgings) return 1;
    return strict && !meetsTargets(evaluation) ? 1 : 0;
  } finally {
    close();
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
