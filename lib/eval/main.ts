import { writeFileSync } from "node:fs";
import { evaluateJudge } from "./evaluate-judge";
import { stories } from "./fixtures/stories";
import { openModels } from "./open-models";
import { type Options, readOptions, usage } from "./options";
import { meetsTargets, reportOf } from "./report";

/** `npm run eval -- judge --model ...`: the unit evaluations of a judge, against any model. */
async function run(options: Options): Promise<number> {
  const { ports, close } = await openModels(process.env, options.model);
  const maxCostUsd = options["max-cost"];
  try {
    const evaluation = await evaluateJudge(
      {
        stories: stories.filter(({ id }) => options.stories.length === 0 || options.stories.includes(id)),
        seeds: Array.from({ length: options.seeds }, (_, at) => at + 1),
        settings: { model: options.model, careful: options.careful },
        maxCostUsd,
        concurrency: options.concurrency,
        tests: options.tests,
        onTest: (title) => process.stderr.write(`${title} ...\n`),
      },
      ports,
    );
    if (options.json) writeFileSync(options.json, `${JSON.stringify({ at: new Date(), ...evaluation }, null, 2)}\n`);
    console.log(reportOf(evaluation));
    const { failures, judgings } = evaluation;
    if (judgings === failures.reduce((sum, { count }) => sum + count, 0)) return 1;
    return options.strict && !meetsTargets(evaluation) ? 1 : 0;
  } finally {
    close();
  }
}

function readOptionsOrExit(): Options | null {
  try {
    return readOptions(process.argv.slice(2));
  } catch (error) {
    console.error(`${error instanceof Error ? error.message : String(error)}\n\nnpm run eval -- --help tells more.`);
    process.exit(2);
  }
}

const options = readOptionsOrExit();
if (options === null) console.log(usage);
else {
  try {
    process.exitCode = await run(options);
  } catch (error) {
    console.error(error instanceof Error ? error.message : String(error));
    process.exitCode = 1;
  }
}
