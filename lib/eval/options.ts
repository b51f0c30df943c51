import { parseArgs } from "node:util";
import { z } from "zod";
import { ModelName } from "@/lib/core/ids";
import { stories } from "./fixtures/stories";
import { judgeTests } from "./tests/all-tests";

export const usage = `npm run eval -- judge --model PROVIDER:MODEL-ID [options]

Measures a judge on fixtures built by code from stored answers: planted contradictions and omissions, unit traps, shuffled
orders, wrong majorities, injected orders, cut-off answers and more. No grader is asked. Providers and keys are those of
the environment (OPENROUTER_API_KEY, OPENAI_API_KEY with OPENAI_BASE_URL, OLLAMA_HOST) and of the data folder
(PARLEY_DATA_DIR). The model is asked for real: its host bills the calls.

  --model NAME        provider:model-id, as in a panel; it judges and it writes the final answers
  --tests A,B         ${wrap(judgeTests.map(({ id }) => id))}
  --stories A,B       ${wrap(stories.map(({ id }) => id))}
  --seeds N           repetitions with other seeds, 1 to 50 (1)
  --max-cost USD      asks nothing more when the next judging may exceed it; needs a model whose cost is known
  --concurrency N     judgings at once, 1 to 16 (4; with --max-cost always 1)
  --careful           judges in two orders, as a careful panel does
  --json FILE         writes all figures as JSON
  --strict            exit code 1 when a target is missed or could not be measured
  --help              this text

Exit code: 0 = measured, whatever the figures; 1 = nothing could be measured, or --strict; 2 = wrong usage.`;

function wrap(names: readonly string[]): string {
  return names.join(", ").replace(/(.{60,90}?), /g, "$1,\n                      ");
}

const wholeNumber = (most: number) =>
  z.coerce.number("must be a number").int("must be a whole number").min(1, "must be 1 or more").max(most);

const oneOf = (names: readonly string[]) =>
  z
    .string()
    .default("")
    .transform((list) =>
      list
        .split(",")
        .map((name) => name.trim())
        .filter(Boolean),
    )
    .pipe(z.array(z.enum(names, `must be of ${names.join(", ")}`)));

const Options = z.object({
  command: z.literal("judge", "Say what to evaluate: judge."),
  model: ModelName,
  tests: oneOf(judgeTests.map(({ id }) => id)),
  stories: oneOf(stories.map(({ id }) => id)),
  seeds: wholeNumber(50).default(1),
  "max-cost": z.coerce.number("must be a number").positive("must be more than 0").nullable().default(null),
  concurrency: wholeNumber(16).default(4),
  careful: z.boolean().default(false),
  json: z.string().nullable().default(null),
  strict: z.boolean().default(false),
});
export type Options = z.infer<typeof Options>;

/** The options of the command line; null = only help was asked for. Throws an Error in words for people. */
export function readOptions(args: readonly string[]): Options | null {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      model: { type: "string" },
      tests: { type: "string" },
      stories: { type: "string" },
      seeds: { type: "string" },
      "max-cost": { type: "string" },
      concurrency: { type: "string" },
      careful: { type: "boolean" },
      json: { type: "string" },
      strict: { type: "boolean" },
      help: { type: "boolean", short: "h" },
    },
  });
  if (values.help) return null;
  const [command, surplus] = positionals;
  if (surplus !== undefined) throw new Error(`"${surplus}" is too much.`);
  const parsed = Options.safeParse({ ...values, command });
  if (parsed.success) return parsed.data;
  throw new Error(parsed.error.issues.map((issue) => wordsOf(issue)).join("\n"));
}

function wordsOf({ path: [field], message, code }: z.core.$ZodIssue): string {
  if (field === "command") return message;
  if (field === "model" && code === "invalid_type") return "Name the judge with --model provider:model-id.";
  return `--${String(field)}: ${message}`;
}
