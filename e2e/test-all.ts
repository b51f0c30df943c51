import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { z } from "zod";
import { ensureChromium } from "./find-chromium";
import { root, runLocal } from "./support/local-commands";

/**
 * `npm test`: every step of `npm run check`, the production build, and the browser tests against that build.
 * All steps run even when one fails, except the browser tests without a build. The last line is the sum.
 */
type Tally = { passed: number; failed: number };

const reports = mkdtempSync(join(tmpdir(), "parley-test-"));

const Manifest = z.object({ scripts: z.object({ check: z.string() }) });
const VitestReport = z.object({ numPassedTests: z.number(), numFailedTests: z.number() });
const PlaywrightReport = z.object({
  stats: z.object({ expected: z.number(), unexpected: z.number(), flaky: z.number() }),
});

/** The sum of all steps; each command counts as one, each test as one. */
async function testAll(): Promise<Tally> {
  const tallies: Tally[] = [];
  for (const words of checkSteps()) {
    const [command = "", ...args] = words;
    tallies.push(command === "vitest" ? await runUnitTests(args) : await runStep(command, args));
  }
  const build = await runStep("next", ["build"]);
  tallies.push(build, build.failed === 0 ? await runBrowserTests() : { passed: 0, failed: 1 });
  return {
    passed: tallies.reduce((sum, tally) => sum + tally.passed, 0),
    failed: tallies.reduce((sum, tally) => sum + tally.failed, 0),
  };
}

/** The commands of `npm run check`, so that the two can never differ. */
function checkSteps(): string[][] {
  const { scripts } = Manifest.parse(readJson(join(root, "package.json")));
  return scripts.check.split("&&").map((step) => step.trim().split(/\s+/));
}

async function runStep(command: string, args: readonly string[]): Promise<Tally> {
  announce([command, ...args].join(" "));
  const code = await runLocal(command, args);
  return code === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 };
}

async function runUnitTests(args: readonly string[]): Promise<Tally> {
  announce("unit tests");
  const file = join(reports, "vitest.json");
  const code = await runLocal("vitest", [
    ...args,
    "--reporter=default",
    "--reporter=json",
    `--outputFile.json=${file}`,
  ]);
  const report = VitestReport.safeParse(readJson(file));
  if (!report.success) return { passed: 0, failed: 1 };
  return countFailure(code, { passed: report.data.numPassedTests, failed: report.data.numFailedTests });
}

async function runBrowserTests(): Promise<Tally> {
  announce("browser tests");
  const file = join(reports, "playwright.json");
  try {
    const chromium = await ensureChromium(say);
    const env = { CHROMIUM_PATH: chromium, PLAYWRIGHT_JSON_OUTPUT_FILE: file };
    const code = await runLocal("playwright", ["test", "--reporter=list,json"], { env });
    const { stats } = PlaywrightReport.parse(readJson(file));
    if (stats.flaky > 0)
      say(`${stats.flaky} of the browser tests passed at their second try only; they are named above.`);
    return countFailure(code, { passed: stats.expected + stats.flaky, failed: stats.unexpected });
  } catch (error) {
    say(error instanceof z.ZodError ? "The browser tests left no report." : String(error));
    return { passed: 0, failed: 1 };
  }
}

/** A command that failed without a failed test (a file that cannot be loaded, say) still counts. */
function countFailure(code: number, tally: Tally): Tally {
  return code !== 0 && tally.failed === 0 ? { ...tally, failed: 1 } : tally;
}

function readJson(path: string): unknown {
  try {
    return JSON.parse(readFileSync(path, "utf8"));
  } catch {
    return null;
  }
}

function announce(step: string): void {
  say(`\n> ${step}`);
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

const sum = await testAll();
rmSync(reports, { recursive: true, force: true });
say(`\n${sum.passed} passed, ${sum.failed} failed`);
process.exitCode = sum.failed === 0 ? 0 : 1;
