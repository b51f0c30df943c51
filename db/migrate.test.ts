import { cpSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import Sqlite from "better-sqlite3";
import { drizzle } from "drizzle-orm/better-sqlite3";
import { migrate } from "drizzle-orm/better-sqlite3/migrator";
import { expect, test } from "vitest";
import { z } from "zod";
import { temporaryFolder } from "@/lib/server/turns-test-kit";
import { createCalls } from "./calls";
import { closeDatabase, databaseFile, openDatabase } from "./client";

const Journal = z.looseObject({ entries: z.array(z.looseObject({ tag: z.string() })) });

/** A data folder as the first version of Parley left it, with this in it. */
function firstVersion(rows: string): string {
  const folder = temporaryFolder();
  const migrations = join(temporaryFolder(), "migrations");
  const ours = join(process.cwd(), "db", "migrations");
  mkdirSync(join(migrations, "meta"), { recursive: true });
  cpSync(join(ours, "0000_start.sql"), join(migrations, "0000_start.sql"));
  const journal = Journal.parse(JSON.parse(readFileSync(join(ours, "meta", "_journal.json"), "utf8")));
  const first = { ...journal, entries: journal.entries.filter(({ tag }) => tag === "0000_start") };
  writeFileSync(join(migrations, "meta", "_journal.json"), JSON.stringify(first));
  const client = new Sqlite(databaseFile(folder));
  migrate(drizzle(client), { migrationsFolder: migrations });
  client.exec(rows);
  client.close();
  return folder;
}

const rows = `
  insert into conversations (id, title, created_at, updated_at) values ('c', 'Tides', 1, 2);
  insert into turns (id, conversation_id, question, mode, panel, status, epoch, created_at)
    values ('t', 'c', 'Is it so?', 'panel', '{}', 'done', 1, 1);
  insert into turn_events (turn_id, seq, type, data) values ('t', 1, 'turn-ended', '{}');
  insert into calls (turn_id, role, model, prompt_tokens, completion_tokens, cost_micro_usd, duration_ms, ended_at)
    values ('t', 'judge', 'a:z', 100, 50, 1000, 2000, 3);
`;

test("a database of the first version opens with everything in it, and keeps records of judges from then on", () => {
  const folder = firstVersion(rows);
  const db = openDatabase(folder);
  const calls = createCalls(db);
  expect(calls.recent("a:z", "judge", 5)).toMatchObject([{ promptTokens: 100, costMicroUsd: 1000, durationMs: 2000 }]);
  expect(db.$client.prepare("select count(*) from turn_events").pluck().get()).toBe(1);
  expect(calls.judges()).toEqual([]);
  calls.addJudging({ turnId: "t", model: "a:z", failed: false, quotesChecked: 5, quotesFailed: 1, endedAt: 9 });
  closeDatabase(db);
  const again = openDatabase(folder);
  expect(createCalls(again).judges()).toMatchObject([{ model: "a:z", verdicts: 1, quotesChecked: 5 }]);
  closeDatabase(again);
});

test("a migration that cannot be done leaves the database as it was", () => {
  const folder = firstVersion(`${rows} create table judgings (id integer);`);
  expect(() => openDatabase(folder)).toThrow(/judgings/);
  const client = new Sqlite(databaseFile(folder));
  expect(client.prepare("select count(*) from __drizzle_migrations").pluck().get()).toBe(1);
  expect(client.prepare("select count(*) from calls").pluck().get()).toBe(1);
  client.close();
});
