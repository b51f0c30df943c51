import { parseArgs } from "node:util";
import { runLocal } from "@/e2e/support/local-commands";
import { type SoakResult, soak } from "./soak";

const help = `npm run soak -- [options]: a kill at every moment of a turn, readers that stall, then for some time turns with 10 % random
faults, readers that reload, and kills; against a fresh production build

  --minutes <n>     how long (10)
  --turns <n>       turns at the same time (4)
  --kill-every <s>  seconds between two kills in the first half (20)
  --seed <n>        of the random choices (1)
  --no-tests        only the random part
  --no-build        use the build that is there
`;

const { values } = parseArgs({
  options: {
    minutes: { type: "string", default: "10" },
    turns: { type: "string", default: "4" },
    "kill-every": { type: "string", default: "20" },
    seed: { type: "string", default: "1" },
    "no-tests": { type: "boolean", default: false },
    "no-build": { type: "boolean", default: false },
    help: { type: "boolean", default: false },
  },
});
/** Megabytes a minute that are still no growth: turns under way are never all the same size. */
const largestGrowth = 1;
const say = (line: string) => void process.stdout.write(`${line}\n`);

if (values.help) say(help);
else process.exitCode = await main();

async function main(): Promise<number> {
  if (!values["no-build"] && (await runLocal("next", ["build"])) !== 0) return 1;
  const tests = ["test", "--config", "e2e/soak/playwright.config.ts"];
  const code = values["no-tests"] ? 0 : await runLocal("playwright", tests);
  const result = await soak({
    minutes: Number(values.minutes),
    turns: Number(values.turns),
    killEvery: Number(values["kill-every"]),
    seed: Number(values.seed),
    say,
  });
  say(reportOf(result));
  return code === 0 && isClean(result) ? 0 : 1;
}

function reportOf(result: SoakResult): string {
  const { memoryGrowth, brokenStreams, database, statuses } = result;
  const rows: [string, string | number | null][] = [
    ["turns", result.turns],
    [
      "how they closed",
      Object.entries(statuses)
        .map(([status, count]) => `${count} ${status}`)
        .join(", "),
    ],
    ["faults", result.faults],
    ["reloads", result.reloads],
    ["kills", result.kills],
    ["stuck turns", result.stuck],
    ["open sockets at the upstream", result.openSockets],
    ["holes or repeats in a stream", brokenStreams.length === 0 ? 0 : brokenStreams.join("; ")],
    ["database", database.length === 0 ? "clean" : database.join("; ")],
    ["exit code", result.exitCode],
    ["memory held, MB", result.residentMegabytes.toFixed(0)],
    ["memory in use, MB", result.liveMegabytes.toFixed(0)],
    ["its growth, MB a minute", memoryGrowth === null ? "too short to tell" : memoryGrowth.toFixed(2)],
  ];
  return rows.map(([name, value]) => `${name.padEnd(32)}${value}`).join("\n");
}

function isClean(result: SoakResult): boolean {
  const { stuck, openSockets, brokenStreams, database, exitCode, memoryGrowth } = result;
  const isOver = stuck === 0 && openSockets === 0 && exitCode === 0;
  return isOver && brokenStreams.length === 0 && database.length === 0 && (memoryGrowth ?? 0) <= largestGrowth;
}
