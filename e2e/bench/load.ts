import { setTimeout as wait } from "node:timers/promises";
import { readDiagnostics } from "@/e2e/support/read-diagnostics";
import type { PanelInput } from "@/lib/core/panel";
import type { Bench } from "./bench";
import { readDirectly } from "./direct-streams";
import { cpuOf } from "./process-cpu";
import type { Figure } from "./report";
import { percentile } from "./statistics";

const turns = 50;
const panelists = 8;
const perSecond = 60;
const seconds = 20;
const tokens = seconds * perSecond;
const model = `scripted/tokens/${tokens}/${perSecond}`;
/** Milliseconds after which memory that nobody needs should be given back. */
const rest = 30_000;

type Load = { times: number[]; all: number; missed: number; inUse: number };

/** P3: fifty turns of eight panelists that stream at once, each watched, beside the same streams read directly. */
export async function benchLoad(bench: Bench): Promise<Figure[]> {
  // The first turn of a process is slower than all others.
  await runTurns(bench, 1);
  const alone = await runTurns(bench, 1);
  const direct = readDirectly({ url: bench.upstreamUrl, model, streams: turns * panelists, repetitions: 1 });
  const before = await bench.memoryInUse();
  const cpuBefore = cpuOf(bench.serverPid);
  const loaded = await runTurns(bench, turns);
  const cpuMs = (cpuOf(bench.serverPid) - cpuBefore) / 1000;
  const { eventLoop } = await readDiagnostics(bench.api);
  await wait(rest);
  const after = await bench.memoryInUse();
  const directMs = direct[0]?.wallMs ?? Number.NaN;
  const note = `${turns} turns × ${panelists} × ${perSecond} tokens/s for ${seconds} s, ${turns} viewers`;
  const base = { unit: "ms", note, gated: "ratio" as const };
  const told = { note, baseline: null, gate: null, gated: "value" as const };
  const cpuPerToken = (cpuMs * 1000) / (turns * panelists * tokens);
  return [
    { ...base, name: "load: until all is answered", value: loaded.all, baseline: directMs, gate: 1 / 0.98 },
    { ...base, name: "load: a turn, p99", value: percentile(loaded.times, 0.99), baseline: alone.all, gate: 1.1 },
    { ...told, name: "load: answers missed or incomplete", unit: "answers", value: loaded.missed, gate: 0 },
    { ...told, name: "load: CPU per token", unit: "µs", value: cpuPerToken },
    { ...told, name: "load: the server's core busy", unit: "%", value: (100 * cpuMs) / loaded.all },
    { ...told, name: "load: event-loop lag, p99", unit: "ms", value: eventLoop.p99Ms, gate: 20 },
    { ...told, name: "load: memory of a running turn", unit: "MB", value: (loaded.inUse - before) / turns, gate: 2 },
    { ...told, name: "load: memory more than before, 30 s later", unit: "MB", value: after - before },
  ];
}

/** Asks and watches so many turns at once, until all answers are in; looks at the memory when half of them must be. */
async function runTurns(bench: Bench, count: number): Promise<Load> {
  const startedAt = performance.now();
  const inUse = wait((seconds * 1000) / 2).then(bench.memoryInUse);
  const done = await Promise.all(Array.from({ length: count }, () => runTurn(bench)));
  const all = performance.now() - startedAt;
  const missed = done.reduce((sum, turn) => sum + turn.missed, 0);
  return { times: done.map(({ ms }) => ms), all, missed, inUse: await inUse };
}

async function runTurn({ api, model: name }: Bench): Promise<{ ms: number; missed: number }> {
  const panel: PanelInput = {
    name: "Load",
    panelists: Array.from({ length: panelists }, () => ({ model: name(model) })),
    judge: { model: name("scripted/judge") },
    limits: { quorum: "all" },
  };
  const startedAt = performance.now();
  const { turnId } = await api.ask({ question: "How many at once?", panel });
  await untilJudged(`${api.url}/api/turns/${turnId}/events`);
  const ms = performance.now() - startedAt;
  await api.json("POST", `/api/turns/${turnId}/stop`, {});
  const { answers } = await api.finished(turnId);
  const whole = answers.filter(({ text }) => (text.match(/token/g)?.length ?? 0) === tokens);
  return { ms, missed: panelists - whole.length };
}

/** Reads a stream as bytes, as a browser's network does: parsing every event would be the bench's own load. */
async function untilJudged(url: string): Promise<void> {
  const { body } = await fetch(url);
  if (!body) throw new Error("A stream has a body.");
  let end = "";
  for await (const text of body.pipeThrough(new TextDecoderStream())) {
    end = end.slice(-40) + text;
    if (/event: (verdict-started|turn-failed)\n/.test(end)) return;
  }
  throw new Error("The stream ended before the answers were in.");
}
