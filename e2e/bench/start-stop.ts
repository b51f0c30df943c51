import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Sqlite from "better-sqlite3";
import { createApi } from "@/e2e/support/api";
import { connectScripted, type Scripted } from "@/e2e/support/scripted";
import { type Server, startServer } from "@/e2e/support/server";
import { buildEmptyApp, type EmptyBuild } from "./empty-app";
import type { Figure } from "./report";
import { median, spread } from "./statistics";

const viewers = 20;
const bigDatabase = 1_000_000_000;

type Times = { firstAnswer: number; firstTurn: number; exit: number; code: number | null };

/** P9: from a cold start to the first answer and the first turn, and from SIGTERM to the exit, beside an empty Next app. */
export async function benchStartStop(starts: number): Promise<Figure[]> {
  const small = await openFolder();
  const big = await openFolder();
  fill(big.dataDir);
  const empty = await buildEmptyApp();
  try {
    const baseline: number[] = [];
    const quiet: Times[] = [];
    const watched: Times[] = [];
    const large: Times[] = [];
    for (let round = 0; round < starts; round += 1) {
      baseline.push(await timeEmpty(empty));
      quiet.push(await timeOnce(small, 0));
      watched.push(await timeOnce(small, viewers));
      large.push(await timeOnce(big, 0));
    }
    return [...startFigures({ baseline, quiet, large }), ...exitFigures({ quiet, watched })];
  } finally {
    empty.remove();
    await small.close();
    await big.close();
  }
}

function startFigures(times: { baseline: number[]; quiet: Times[]; large: Times[] }): Figure[] {
  const quiet = times.quiet.map(({ firstAnswer }) => firstAnswer);
  const large = times.large.map(({ firstAnswer }) => firstAnswer);
  const turns = times.quiet.map(({ firstTurn }) => firstTurn);
  const base = { unit: "ms", baseline: median(times.baseline), gated: "ratio" as const, gate: null };
  const note = (samples: number[]) => `${samples.length} starts, ${spread(samples)} ms; baseline: an empty Next app`;
  return [
    { ...base, name: "start to the first answer, p50", value: median(quiet), note: note(quiet), gate: 3 },
    { ...base, name: "the same with 1 GB of data, p50", value: median(large), note: note(large), gate: 3 },
    { ...base, name: "start to the first turn accepted, p50", value: median(turns), note: note(turns) },
  ];
}

function exitFigures({ quiet, watched }: { quiet: Times[]; watched: Times[] }): Figure[] {
  const alone = quiet.map(({ exit }) => exit);
  const streams = watched.map(({ exit }) => exit);
  const failed = [...quiet, ...watched].filter(({ code }) => code !== 0).length;
  const base = { baseline: null, gated: "value" as const };
  return [
    {
      ...base,
      name: "SIGTERM to exit, p50",
      unit: "ms",
      value: median(alone),
      note: `${spread(alone)} ms`,
      gate: null,
    },
    {
      ...base,
      name: `SIGTERM to exit with ${viewers} streams, p50`,
      unit: "ms",
      value: median(streams),
      note: `${spread(streams)} ms; gate: twice that without streams, and a second`,
      gate: 2 * median(alone) + 1000,
    },
    {
      ...base,
      name: "exits with another code than 0",
      unit: "exits",
      value: failed,
      note: `${quiet.length + watched.length} exits`,
      gate: 0,
    },
  ];
}

type Folder = { dataDir: string; scripted: Scripted; close(): Promise<void> };

/** A data folder with the scripted upstream connected. */
async function openFolder(): Promise<Folder> {
  const dataDir = mkdtempSync(join(tmpdir(), "parley-bench-start-"));
  const server = await startServer({ dataDir });
  const scripted = await connectScripted(createApi(server.url));
  await server.stop();
  return {
    dataDir,
    scripted,
    async close() {
      await scripted.close();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

/** Texts of pages, until the database is that large: what most of a large database is. */
function fill(dataDir: string): void {
  const client = new Sqlite(join(dataDir, "parley.db"));
  client.exec(`
    insert into conversations (id, title, created_at, updated_at) values ('big', 'Big', 1, 1);
    insert into turns (id, conversation_id, question, mode, panel, status, epoch, created_at)
      values ('big', 'big', 'Is it large?', 'panel', '{}', 'done', 1, 1);
  `);
  const insert = client.prepare("insert into page_texts (turn_id, url, text, read_at) values ('big', ?, ?, 1)");
  const text = "x".repeat(1_000_000);
  client.transaction(() => {
    for (let page = 0; page < bigDatabase / text.length; page += 1) insert.run(`https://example.org/${page}`, text);
  })();
  client.pragma("wal_checkpoint(TRUNCATE)");
  client.close();
}

async function timeOnce({ dataDir, scripted }: Folder, streams: number): Promise<Times> {
  const startedAt = performance.now();
  const server = await startServer({ dataDir });
  const firstAnswer = performance.now() - startedAt;
  const api = createApi(server.url);
  const panel = scripted.panel("Start", ["Slow = slow"]);
  const { turnId } = await api.ask({ question: "How soon?", panel });
  const firstTurn = performance.now() - startedAt;
  const open = await openStreams(server, turnId, streams);
  const toldAt = performance.now();
  const code = await server.stop();
  const exit = performance.now() - toldAt;
  await Promise.all(open.map((response) => response.text().catch(() => "")));
  return { firstAnswer, firstTurn, exit, code };
}

function openStreams({ url }: Server, turnId: string, count: number): Promise<Response[]> {
  return Promise.all(Array.from({ length: count }, () => fetch(`${url}/api/turns/${turnId}/events`)));
}

async function timeEmpty(empty: EmptyBuild): Promise<number> {
  const startedAt = performance.now();
  const app = await empty.start();
  const time = performance.now() - startedAt;
  await app.stop();
  return time;
}
