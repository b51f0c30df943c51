import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createApi } from "@/e2e/support/api";
import { problemsOf } from "@/e2e/support/check-database";
import { memoryInUse, tellsMemory } from "@/e2e/support/live-memory";
import { residentMegabytes } from "@/e2e/support/process-memory";
import { connectScripted, type Scripted } from "@/e2e/support/scripted";
import { type Server, type ServerOptions, startServer } from "@/e2e/support/server";
import { growthOf, type MemorySample } from "./memory-growth";
import { type Random, randomFrom } from "./random";
import { runTurn } from "./soak-turn";

export type SoakOptions = {
  minutes: number;
  /** Turns that run at the same time. */
  turns: number;
  /** Seconds between two kills; during the first half only, so that the second shows what memory does. */
  killEvery: number;
  seed: number;
  say: (line: string) => void;
};

export type SoakResult = {
  turns: number;
  statuses: Record<string, number>;
  faults: number;
  reloads: number;
  kills: number;
  /** Turns that never closed, calls whose socket is still open, holes or repeats that a reader saw, and what is wrong with the database. */
  stuck: number;
  openSockets: number;
  brokenStreams: string[];
  database: string[];
  exitCode: number | null;
  /** Megabytes a minute that what is in use after a collection grew by in the second half, without its first quarter; null = too short to tell. */
  memoryGrowth: number | null;
  /** In use after the last collection, and what the process held at the end. */
  liveMegabytes: number;
  residentMegabytes: number;
};

/** What the turns of a soak share: where the server is now, and what was counted so far. */
export type Soaking = {
  scripted: Scripted;
  random: Random;
  server: () => Server;
  /** Resolves when a server answers again. */
  isBack: () => Promise<void>;
  counts: { turns: number; faults: number; reloads: number; statuses: Record<string, number> };
  brokenStreams: string[];
  turnIds: string[];
};

/** Turns with random faults, readers that reload, and kills, for some time; then everything must have come to an end. */
export async function soak(options: SoakOptions): Promise<SoakResult> {
  const dataDir = mkdtempSync(join(tmpdir(), "parley-soak-"));
  const settings: ServerOptions = {
    dataDir,
    env: { PARLEY_LOG_LEVEL: "error", PARLEY_TIMEOUT_SCALE: "0.05" },
    ...tellsMemory,
  };
  const killable = await startKillable(settings);
  const { server, isBack, kills } = killable;
  const scripted = await connectScripted(createApi(server().url));
  const counts = { turns: 0, faults: 0, reloads: 0, statuses: {} };
  const soaking: Soaking = {
    scripted,
    random: randomFrom(options.seed),
    server,
    isBack,
    counts,
    brokenStreams: [],
    turnIds: [],
  };
  const endsAt = Date.now() + options.minutes * 60_000;
  const memory: MemorySample[] = [];
  const watching = watch(endsAt, options, {
    sample: async () => void memory.push(await sampleOf(server())),
    kill: () => killable.kill(),
  });
  await Promise.all(Array.from({ length: options.turns }, () => keepAsking(soaking, endsAt)));
  await watching;
  const stuck = await stuckTurns(soaking);
  const openSockets = await socketsLeftOpen(scripted);
  const held = residentMegabytes(server().pid);
  const exitCode = await server().stop();
  const database = problemsOf(dataDir);
  await scripted.close();
  rmSync(dataDir, { recursive: true, force: true });
  const { brokenStreams } = soaking;
  const ended = { kills: kills(), stuck, openSockets, brokenStreams, database, exitCode };
  const memoryGrowth = growthOf(memory.filter(({ pid }) => pid === server().pid));
  const liveMegabytes = memory.at(-1)?.megabytes ?? 0;
  return { ...counts, ...ended, memoryGrowth, liveMegabytes, residentMegabytes: held };
}

async function sampleOf(server: Server): Promise<MemorySample> {
  return { megabytes: await memoryInUse(server), at: Date.now(), pid: server.pid };
}

/** A server that is killed and started anew on the same data. */
async function startKillable(settings: ServerOptions) {
  let server = await startServer(settings);
  let back = Promise.resolve();
  let kills = 0;
  return {
    server: () => server,
    isBack: () => back,
    kills: () => kills,
    async kill(): Promise<void> {
      const { promise, resolve } = Promise.withResolvers<void>();
      back = promise;
      await server.kill();
      server = await startServer(settings);
      kills += 1;
      resolve();
    },
  };
}

async function keepAsking(soaking: Soaking, endsAt: number): Promise<void> {
  do await runTurn(soaking);
  while (Date.now() < endsAt);
}

type Watching = { sample: () => Promise<void>; kill: () => Promise<void> };

/** Milliseconds between two looks at the memory: each collects, and the server stands still for that. */
const sampleEvery = 5000;

/** Measures again and again; kills in the first half, as often as it is asked for. */
async function watch(
  endsAt: number,
  { minutes, killEvery, say }: SoakOptions,
  { sample, kill }: Watching,
): Promise<void> {
  const halfAt = endsAt - (minutes * 60_000) / 2;
  let killAt = Date.now() + killEvery * 1000;
  while (Date.now() < endsAt) {
    await new Promise((resolve) => setTimeout(resolve, Math.min(sampleEvery, Math.max(1, endsAt - Date.now()))));
    if (Date.now() < killAt || Date.now() > halfAt) {
      await sample();
      continue;
    }
    say(`Killed at ${new Date().toISOString()}.`);
    await kill();
    killAt = Date.now() + killEvery * 1000;
  }
}

/** Turns that are still running although nobody asks any more and everything had its time. */
async function stuckTurns({ server, turnIds }: Soaking): Promise<number> {
  const api = createApi(server().url);
  let stuck = 0;
  for (const turnId of turnIds) if ((await api.turn(turnId)).status === "running") stuck += 1;
  return stuck;
}

/** Milliseconds in which the last sockets have to close after everything is over. */
const lastSockets = 15_000;

async function socketsLeftOpen(scripted: Scripted): Promise<number> {
  const giveUpAt = Date.now() + lastSockets;
  for (;;) {
    const open = scripted.requests().filter(({ closedAt }) => closedAt === null).length;
    if (open === 0 || Date.now() > giveUpAt) return open;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}
