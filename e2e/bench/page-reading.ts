import { spawn } from "node:child_process";
import { join } from "node:path";
import { monitorEventLoopDelay } from "node:perf_hooks";
import { z } from "zod";
import { root } from "@/e2e/support/local-commands";
import { pretendInternet } from "@/e2e/support/pretend-internet";
import type { FetchOutcome } from "@/lib/core/web";
// oxlint-disable-next-line no-restricted-imports -- the reader alone is measured; in a turn a model would be measured with it
import { createPageReader, type PageReader } from "@/lib/tools/page-reader";
import type { Figure } from "./report";
import { median, spread } from "./statistics";

const panelists = 8;
const pages = 20;
const rounds = 7;
const resolutionMs = 1;

/** Pages read by a whole panel, and how long reading a large one keeps this process from anything else. */
export async function benchPageReading(): Promise<Figure[]> {
  const site = await startSite();
  const internet = pretendInternet();
  internet.addSite("site.example", site.port);
  const reader = createPageReader({ version: "0.0.0", log: () => {}, now: () => Date.now() });
  try {
    return [...(await readTogether(reader, site)), ...(await readLarge(reader))];
  } finally {
    reader.close();
    internet.restore();
    site.stop();
  }
}

async function readTogether(reader: PageReader, site: Site): Promise<Figure[]> {
  const startedAt = performance.now();
  const calls = Array.from({ length: panelists }, () =>
    Array.from({ length: pages }, (_, page) => read(reader, `http://site.example/page/${page}`, "together")),
  );
  const outcomes = await Promise.all(calls.flat());
  const took = performance.now() - startedAt;
  const asked = Object.entries(await site.asked()).filter(([path]) => path.startsWith("/page/"));
  const failed = outcomes.filter((outcome) => "failure" in outcome).length;
  const requests = asked.reduce((sum, [, count]) => sum + count, 0);
  const note = `${outcomes.length} calls of ${panelists} panelists, ${failed} failed, ${took.toFixed(0)} ms in all`;
  const base = { unit: "", baseline: null, note, gated: "value" as const };
  return [
    { ...base, name: `requests for ${pages} pages`, value: requests, gate: pages },
    { ...base, name: "failed page calls", value: failed, gate: 0 },
  ];
}

/** The longest time in which nothing else could happen here, beside an idle time of the same length. */
async function readLarge(reader: PageReader): Promise<Figure[]> {
  const reading: number[] = [];
  const idle: number[] = [];
  const took: number[] = [];
  const computed: number[] = [];
  for (let round = 0; round < rounds + 1; round += 1) {
    const startedAt = performance.now();
    const usedBefore = process.threadCpuUsage();
    const gap = await longestGap(() => read(reader, "http://site.example/large", `large-${round}`));
    const elapsed = performance.now() - startedAt;
    const used = process.threadCpuUsage(usedBefore);
    const quiet = await longestGap(() => new Promise((resolve) => setTimeout(resolve, elapsed)));
    // The first starts the thread and loads what it reads with.
    if (round === 0) continue;
    reading.push(gap);
    idle.push(quiet);
    took.push(elapsed);
    computed.push((used.user + used.system) / 1000);
  }
  const note = `${rounds} times 2 MB, ${spread(reading)} ms; idle ${spread(idle)} ms; one page ${spread(took)} ms`;
  const base = { unit: "ms", note, gated: "value" as const };
  // What the machine does to an idle process of the same length belongs to the machine.
  const beyondIdle = Math.max(0, median(reading.map((gap, at) => gap - (idle[at] ?? 0))));
  return [
    { ...base, name: "2 MB page, loop blocked beyond idle", value: beyondIdle, baseline: null, gate: 20 },
    // All that this thread does for one page, in one piece or many: it holds on a busy machine too.
    { ...base, name: "2 MB page, main thread computes", value: median(computed), baseline: null, gate: null },
    { ...base, name: "2 MB page, read in", value: median(took), baseline: null, gate: null },
  ];
}

async function longestGap(work: () => Promise<unknown>): Promise<number> {
  const delay = monitorEventLoopDelay({ resolution: resolutionMs });
  delay.enable();
  await work();
  delay.disable();
  return Math.max(0, delay.max / 1e6 - resolutionMs);
}

async function read(reader: PageReader, url: string, turnId: string): Promise<FetchOutcome> {
  const { signal } = new AbortController();
  const outcome = await reader.fetchPage({ url, turnId, allowedDomains: [], excludedDomains: [], signal });
  if ("failure" in outcome) throw new Error(`${url}: ${outcome.failure.message}`);
  return outcome;
}

type Site = { port: number; asked(): Promise<Record<string, number>>; stop(): void };

async function startSite(): Promise<Site> {
  const child = spawn(process.execPath, [join(root, "e2e", "bench", "page-site.ts")], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const port = await new Promise<number>((resolve) => {
    child.stdout.once("data", (line: Buffer) => resolve(Number(line.toString())));
  });
  return {
    port,
    async asked() {
      const response = await fetch(`http://127.0.0.1:${port}/asked`);
      return z.record(z.string(), z.number()).parse(await response.json());
    },
    stop: () => void child.kill(),
  };
}

if (import.meta.filename === process.argv[1]) console.table(await benchPageReading());
