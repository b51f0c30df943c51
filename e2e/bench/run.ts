import { availableParallelism } from "node:os";
import { parseArgs } from "node:util";
import { type Browser, chromium } from "@playwright/test";
import { chromiumFlags, ensureChromium } from "@/e2e/find-chromium";
import { createApi } from "@/e2e/support/api";
import { memoryInUse, tellsMemory } from "@/e2e/support/live-memory";
import { runLocal } from "@/e2e/support/local-commands";
import { startServer } from "@/e2e/support/server";
import { examples } from "@/lib/core/examples";
import type { Bench } from "./bench";
import { benchCpuPerToken } from "./cpu-per-token";
import { benchEightPanes } from "./eight-panes";
import { startEmptyApp } from "./empty-app";
import { benchFirstToken } from "./first-token";
import { largestInitialJs, measureJs, type PageJs } from "./initial-js";
import { benchJudgeStart } from "./judge-start";
import { benchKillLoss } from "./kill-loss";
import { benchLoad } from "./load";
import { benchMatrixScroll } from "./matrix-scroll";
import { benchPageReading } from "./page-reading";
import { benchPassThrough } from "./pass-through";
import { pinToCore } from "./process-cpu";
import { benchQuoteCheck } from "./quote-check";
import { benchReplay } from "./replay";
import { type Figure, printFigures, reportFigures } from "./report";
import { benchStartStop } from "./start-stop";
import { benchStop } from "./stop";
import { startUpstreamProcess } from "./upstream-process";

/**
 * `npm run bench`: every figure against a baseline of the same run, on a fresh production build. With names of benches
 * (`npm run bench -- stop first-token`) only those, and the stored report stays; `--no-build` takes the build that is there;
 * `--rounds 3` is a quick look at those that kill, start and stop.
 */
const { values: options, positionals: chosen } = parseArgs({
  allowPositionals: true,
  options: { "no-build": { type: "boolean", default: false }, rounds: { type: "string" } },
});
const rounds = (usual: number) => Number(options.rounds ?? usual);
const isChosen = (name: string) => chosen.length === 0 || chosen.includes(name);

async function benchServer(browser: Browser): Promise<{ figures: Figure[]; details: Record<string, unknown> }> {
  const upstream = await startUpstreamProcess();
  const server = await startServer({ env: { PARLEY_LOG_LEVEL: "warn" }, ...tellsMemory });
  const pinned = pinToCore(server.pid, 0) && pinToCore(upstream.pid, 1) && pinToCore(process.pid, 1);
  try {
    const api = createApi(server.url);
    const provider = await api.addProvider("Bench", upstream.baseUrl, "sk-bench");
    const bench: Bench = {
      api,
      serverUrl: server.url,
      serverPid: server.pid,
      upstreamUrl: upstream.baseUrl,
      model: (id) => `${provider.id}:${id}`,
      memoryInUse: () => memoryInUse(server),
    };
    const onScreen = { browser, serverUrl: server.url, api, model: bench.model };
    const figures = await runChosen({
      "first-token": () => benchFirstToken(bench),
      "cpu-per-token": () => benchCpuPerToken(bench),
      "pass-through": () => benchPassThrough(bench),
      "judge-start": () => benchJudgeStart(bench),
      replay: () => benchReplay(bench, server.dataDir),
      "eight-panes": () => benchEightPanes(onScreen),
      "matrix-scroll": () => benchMatrixScroll(onScreen),
      stop: () => benchStop(bench, rounds(30)),
      load: () => benchLoad(bench),
    });
    return { figures, details: { pinned, cores: availableParallelism() } };
  } finally {
    await server.stop();
    await upstream.stop();
  }
}

/** P8: JavaScript of a cold first page, against an empty app of the same Next. */
async function benchInitialJs(browser: Browser): Promise<{ figures: Figure[]; details: Record<string, unknown> }> {
  const server = await startServer();
  const empty = await startEmptyApp();
  try {
    const api = createApi(server.url);
    const { conversationId, turnId } = await api.ask({ question: plainExample, panel: smallPanel });
    await api.finished(turnId);
    const baseline = await measureJs(browser, empty.url);
    const pages = {
      "/": await measureJs(browser, server.url),
      "/c/:id": await measureJs(browser, `${server.url}/c/${conversationId}`),
    };
    const figures = Object.entries(pages).flatMap(([path, js]) => jsFigures(path, js, baseline));
    return { figures, details: { ...pages, "empty app": baseline } };
  } finally {
    await empty.stop();
    await server.stop();
  }
}

/** What the document asks for is gated; with what the page fetches by itself it is only told. */
function jsFigures(path: string, { initial, later }: PageJs, baseline: PageJs): Figure[] {
  const note = (files: number, bytes: number) => `${files} files, ${(bytes / 1000).toFixed(0)} KB raw`;
  const base = { unit: "KB", baseline: baseline.initial.gzipBytes / 1000, gated: "value" as const };
  const first: Figure = {
    ...base,
    name: `initial JS of ${path}, gzip`,
    value: initial.gzipBytes / 1000,
    note: `${note(initial.scripts.length, initial.bytes)}; baseline: an empty Next app`,
    gate: largestInitialJs / 1000,
  };
  const all: Figure = {
    ...base,
    name: `all JS of ${path}, gzip`,
    value: (initial.gzipBytes + later.gzipBytes) / 1000,
    note: `and ${note(later.scripts.length, later.bytes)} that the page fetches by itself`,
    gate: null,
  };
  return [first, all];
}

/** An example whose answers hold no formula: those fetch KaTeX besides. */
const plainExample = examples.find(({ topic }) => topic === "Law")?.question ?? "";
const smallPanel = { name: "Small", panelists: [{ model: "demo:atlas" }], judge: { model: "demo:judge" } };

/** The figures of the benches that were asked for, one after the other. */
async function runChosen(benches: Readonly<Record<string, () => Promise<Figure[]> | Figure[]>>): Promise<Figure[]> {
  const figures: Figure[] = [];
  for (const [name, bench] of Object.entries(benches)) if (isChosen(name)) figures.push(...(await bench()));
  return figures;
}

if (!options["no-build"] && (await runLocal("next", ["build"])) !== 0) throw new Error("There is no build to measure.");
const executablePath = await ensureChromium(console.log);
const browser = await chromium.launch({ executablePath, args: chromiumFlags });
const served = await benchServer(browser);
const sent = isChosen("bundle") ? await benchInitialJs(browser) : { figures: [], details: {} };
await browser.close();
const alone = await runChosen({
  "quote-check": benchQuoteCheck,
  "page-reading": benchPageReading,
  "kill-loss": () => benchKillLoss(rounds(50)),
  "start-stop": () => benchStartStop(rounds(20)),
});
const figures = [...served.figures, ...alone, ...sent.figures];
const details = { ...served.details, initialJs: sent.details };
const passed = chosen.length === 0 ? await reportFigures(figures, details) : printFigures(figures);
process.exitCode = passed ? 0 : 1;
