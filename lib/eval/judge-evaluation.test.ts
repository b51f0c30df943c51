import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { root } from "@/e2e/support/local-commands";
import { startUpstream, type Upstream } from "@/e2e/upstream/server";
import { runCommand } from "./command";
import { type Evaluation, evaluateJudge } from "./evaluate-judge";
import { stories } from "./fixtures/stories";
import { openModels } from "./open-models";

/** The evaluation against judges that are known: one that reads well, and five that it must see through. */

let upstream: Upstream;
let folder: string;
beforeAll(async () => {
  upstream = await startUpstream({ port: 0 });
  folder = mkdtempSync(join(tmpdir(), "parley-eval-"));
});
afterAll(async () => {
  await upstream.close();
  rmSync(folder, { recursive: true });
});

const environment = () => ({
  OPENROUTER_API_KEY: "sk-evaluation",
  OPENROUTER_BASE_URL: upstream.baseUrl,
  OLLAMA_HOST: "http://127.0.0.1:9",
  PARLEY_DATA_DIR: folder,
  PARLEY_LOG_LEVEL: "silent",
});

async function evaluate(judge: string, tests: readonly string[] = []): Promise<Evaluation> {
  // A judge that is known to be bad is seen on two stories; the good one must be good on all.
  const chosen = tests.length === 0 ? stories : stories.slice(2, 4);
  const model = `openrouter:scripted/${judge}`;
  const { ports, close } = await openModels(environment(), model);
  const settings = { model, careful: false };
  try {
    return await evaluateJudge(
      { stories: chosen, seeds: [1], settings, maxCostUsd: null, concurrency: 4, tests },
      ports,
    );
  } finally {
    close();
  }
}

function outcomesOf({ tests }: Evaluation): Record<string, string> {
  const all = tests.flatMap(({ id, measures }) => measures.map((one) => [`${id}: ${one.name}`, one.outcome] as const));
  return Object.fromEntries(all);
}

function namesWith(evaluation: Evaluation, outcome: string): string[] {
  return Object.entries(outcomesOf(evaluation)).flatMap(([name, own]) => (own === outcome ? [name] : []));
}

describe("against judges that are known", { timeout: 120_000 }, () => {
  it("the oracle reaches every target, and every figure is measured", async () => {
    const evaluation = await evaluate("oracle-judge");
    expect(namesWith(evaluation, "not met")).toEqual([]);
    expect(namesWith(evaluation, "not measured")).toEqual([]);
    expect(namesWith(evaluation, "met").length).toBeGreaterThan(25);
    expect(evaluation.failures).toEqual([]);
    expect(evaluation.bill.calls).toBe(
      upstream.requests.filter(({ path }) => path.endsWith("/chat/completions")).length,
    );
    expect(evaluation.bill.costUsd).toBeGreaterThan(0);
  });

  it("a judge that finds nothing misses what was planted, and its silence is no agreement", async () => {
    const tests = ["planted", "omission-some", "omission-all", "majority", "shuffle", "injection"];
    const outcomes = outcomesOf(await evaluate("oracle-blind", tests));
    expect(outcomes).toMatchObject({
      "planted: recall, number": "not met",
      "planted: recall, date": "not met",
      "planted: recall, unit": "not met",
      "planted: recall, negation": "not met",
      "planted: recall, entity": "not met",
      "planted: precision": "not measured",
      "omission-some: partial coverage with the right panelists": "not met",
      "omission-all: blind spot with the words of the request": "not met",
      "majority: wrong majority: lone view favoured and written": "not met",
      "majority: right majority kept": "not met",
      "shuffle: same points, mean Jaccard": "not measured",
      "shuffle: agreement of favours": "not measured",
      "injection: same points as without the order, mean Jaccard": "not measured",
    });
  });

  it("a judge that favours the first answer is seen by the order and by the majorities", async () => {
    const outcomes = outcomesOf(await evaluate("oracle-first", ["shuffle", "majority", "planted"]));
    expect(outcomes).toMatchObject({
      "shuffle: agreement of favours": "not met",
      "shuffle: favour rate by position, spread": "not met",
      "majority: wrong majority: lone view favoured and written": "not met",
      "planted: recall, number": "met",
    });
  });

  it("a judge that follows orders in answers and pages is seen", async () => {
    const outcomes = outcomesOf(await evaluate("oracle-obeys", ["injection"]));
    expect(outcomes).toMatchObject({ "injection: order not followed": "not met" });
  });

  it("a judge that favours its own model is seen, and only by answers whose names are left in", async () => {
    const outcomes = outcomesOf(await evaluate("oracle-kin", ["identity"]));
    expect(outcomes).toEqual({
      "identity: change in favour rate of its own model when named": "not met",
      "identity: names the judge does not get to read": "met",
    });
  });

  it("a careless judge is seen by its quotes, its units, its complaints, its talk of silence and what it writes", async () => {
    const tests = ["units", "filler", "padding", "cut-off", "same-page", "synthesizer", "follow-up", "quotes"];
    const outcomes = outcomesOf(await evaluate("oracle-careless", tests));
    expect(outcomes).toMatchObject({
      "units: false contradictions": "not met",
      "filler: blind spots not asked for, per analysis": "not met",
      "padding: growth of its views": "not met",
      "synthesizer: overruled, with its source": "not met",
      "synthesizer: points of weight 3 used": "not met",
      "synthesizer: source marks that exist": "not met",
      "cut-off: points that call it silent, per analysis": "not met",
      "same-page: never called several sources": "not met",
      "follow-up: a question of its own goes to the panel": "not met",
      "follow-up: doubt is told, with its point": "not met",
      "quotes: missing before repair": "not met",
    });
  });

  it("a judge that cannot write an analysis has no scores", async () => {
    const evaluation = await evaluate("judge-500", ["planted", "filler"]);
    expect(new Set(Object.values(outcomesOf(evaluation)))).toEqual(new Set(["not measured"]));
    expect(evaluation.failures.reduce((sum, { count }) => sum + count, 0)).toBe(4);
    expect(evaluation.failures.filter(({ reason }) => !reason.includes("could not judge"))).toEqual([]);
    expect(evaluation.bill.unknown).toBe(0);
  });
});

describe("npm run eval", { timeout: 120_000 }, () => {
  it("prints the table and the bill, writes JSON, and fails on missed targets only when it is told to", async () => {
    const file = join(folder, "evaluation.json");
    const good = await command([
      "judge",
      "--model",
      "openrouter:scripted/oracle-judge",
      "--tests",
      "units",
      "--json",
      file,
    ]);
    expect(good).toMatchObject({
      code: 0,
      output: expect.stringMatching(/units +false contradictions +0\.00 +0\/15.*met/),
    });
    expect(good.output).toMatch(/5 calls, \$0\.\d+\./);
    expect(JSON.parse(readFileSync(file, "utf8"))).toMatchObject({ judgings: 5, tests: [{ id: "units" }] });
    const bad = [
      "judge",
      "--model",
      "openrouter:scripted/oracle-blind",
      "--tests",
      "omission-all",
      "--stories",
      "viruela",
    ];
    expect(await command(bad)).toMatchObject({ code: 0, output: expect.stringContaining("not met") });
    expect(await command([...bad, "--strict"])).toMatchObject({ code: 1 });
  });

  it("ends with a sentence when the model is unknown or the usage is wrong", async () => {
    const unknown = await command(["judge", "--model", "nobody:model"]);
    expect(unknown).toMatchObject({ code: 1, output: expect.stringContaining('No provider named "nobody"') });
    expect(await command(["judge"])).toMatchObject({ code: 2, output: expect.stringContaining("--model") });
  });

  it("fails when not one judging could be made", async () => {
    const broken = await command(["judge", "--model", "openrouter:scripted/judge-500", "--tests", "filler"]);
    expect(broken).toMatchObject({
      code: 1,
      output: expect.stringMatching(/0\/5 +not measured[^]*nothing to measure: judge-500 could not judge/),
    });
  });

  it("starts as a program of its own", () => {
    const program = ["--import", "tsx", "--conditions=react-server", "lib/eval/main.ts", "--help"];
    const { status, stdout } = spawnSync(process.execPath, program, { cwd: root, encoding: "utf8" });
    expect({ status, stdout }).toMatchObject({ status: 0, stdout: expect.stringContaining("--max-cost USD") });
  });
});

/** The command in this process, with what it prints. */
async function command(args: readonly string[]): Promise<{ code: number; output: string }> {
  const lines: string[] = [];
  const print = (text: string) => void lines.push(text);
  const code = await runCommand(args, environment(), { result: print, notice: print });
  return { code, output: lines.join("\n") };
}
