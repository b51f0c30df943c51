import { readFileSync } from "node:fs";
import Sqlite from "better-sqlite3";
import { expect, test } from "vitest";
import { foldEvents } from "@/lib/core/apply-event";
import { openTestWork, temporaryFolder } from "@/lib/server/turns-test-kit";
import { createCalls } from "./calls";
import { closeDatabase, databaseFile, openDatabase } from "./client";
import { createEventLog } from "./event-log";
import { knownMigrations, migrateForwards } from "./migrate";
import { columnsOf, makeOlderDatabase, rowsOf, tablesOf } from "./older-database.test-kit";
import { createPageTexts } from "./page-texts";
import { createTurnRows } from "./turns";

const formats = knownMigrations().map((_, index) => index + 1);
const newest = formats.length;

/** A database with a finished turn, a page it read, and what was kept beside it. */
async function today() {
  const work = openTestWork();
  const { id } = work.conversations.create("");
  const { turnId } = await work.turns.start(id, work.ask, null);
  await work.watch(turnId);
  createPageTexts(work.db).keep({ turnId, url: "https://a.example/", text: "Tides", readAt: 5 });
  work.db.$client.pragma("wal_checkpoint(TRUNCATE)");
  return { turnId, file: databaseFile(work.folder), state: work.turns.state(turnId) };
}

async function older(format: number) {
  const made = await today();
  const folder = temporaryFolder();
  const tables = makeOlderDatabase(folder, format, made.file);
  return { ...made, folder, tables };
}

test.each(formats)(
  "a database of format %i opens with every row it had, and its turns are the same",
  async (format) => {
    const { folder, tables, turnId, state } = await older(format);
    const before = new Sqlite(databaseFile(folder), { readonly: true });
    const kept = tables.map((table) => ({ table, columns: columnsOf(before, table) }));
    const rows = kept.map(({ table, columns }) => rowsOf(before, table, columns));
    before.close();
    expect(tables).toEqual(expect.arrayContaining(["calls", "conversations", "turn_events", "turn_states", "turns"]));

    const db = openDatabase(folder);
    expect(db.$client.pragma("integrity_check", { simple: true })).toBe("ok");
    expect(db.$client.pragma("foreign_key_check")).toEqual([]);
    expect(kept.map(({ table, columns }) => rowsOf(db.$client, table, columns))).toEqual(rows);
    expect(foldEvents(createEventLog(db, 0).readAll(turnId))).toEqual(state);
    expect(createTurnRows(db).savedState(turnId)?.state).toEqual(state);
    closeDatabase(db);
  },
);

test("a database of the first version keeps records of judges from then on", async () => {
  const { folder } = await older(1);
  const db = openDatabase(folder);
  expect(createCalls(db).judges()).toEqual([]);
  createCalls(db).addJudging({
    turnId: "t",
    model: "a:z",
    failed: false,
    quotesChecked: 5,
    quotesFailed: 1,
    endedAt: 9,
  });
  closeDatabase(db);
  const again = openDatabase(folder);
  expect(createCalls(again).judges()).toMatchObject([{ model: "a:z", verdicts: 1, quotesChecked: 5 }]);
  closeDatabase(again);
});

test("when one step fails, those before it are undone too, and the message says which", async () => {
  const { folder, tables } = await older(1);
  const client = new Sqlite(databaseFile(folder));
  const schema = () => client.prepare("select name, sql from sqlite_master order by name").all();
  const before = schema();
  const [last] = knownMigrations().slice(-1);
  if (!last) throw new Error("There are no migrations.");
  const failing = { ...last, sql: ["create table half (a)", "this is no SQL"], folderMillis: last.folderMillis + 1 };
  expect(() => migrateForwards(client, [...knownMigrations(), failing])).toThrow(
    new RegExp(`step to format ${newest + 1} failed: .*syntax error.*Nothing was changed`),
  );
  expect(schema()).toEqual(before);
  expect(tables.map((table) => rowsOf(client, table, ["count(*)", "1"]))).not.toContainEqual([[0, 1]]);
  expect(client.pragma("foreign_keys", { simple: true })).toBe(1);
  client.close();
});

test("a step that leaves rows without what they name is undone", async () => {
  const { folder } = await older(newest);
  const client = new Sqlite(databaseFile(folder));
  const [last] = knownMigrations().slice(-1);
  if (!last) throw new Error("There are no migrations.");
  const orphaning = { ...last, sql: ["delete from conversations"], folderMillis: last.folderMillis + 1 };
  expect(() => migrateForwards(client, [...knownMigrations(), orphaning])).toThrow(/rows of turns name rows/);
  expect(client.prepare("select count(*) from conversations").pluck().get()).toBe(1);
  client.close();
});

test("a step that makes a table anew loses no rows of the tables that name it", async () => {
  const { folder } = await older(newest);
  const client = new Sqlite(databaseFile(folder));
  const count = () => client.prepare("select count(*) from turn_events").pluck().get();
  const before = count();
  const [last] = knownMigrations().slice(-1);
  if (!last) throw new Error("There are no migrations.");
  const made = String(client.prepare("select sql from sqlite_master where name = 'conversations'").pluck().get());
  const rebuilding = {
    ...last,
    sql: [
      made.replace(/conversations/, "anew"),
      "insert into anew select * from conversations",
      "drop table conversations",
      "alter table anew rename to conversations",
    ],
    folderMillis: last.folderMillis + 1,
  };
  migrateForwards(client, [...knownMigrations(), rebuilding]);
  expect(before).toBeGreaterThan(5);
  expect(count()).toBe(before);
  client.close();
});

test("a database of a newer Parley is refused, both versions are named, and no byte of it changes", async () => {
  const { folder } = await older(newest);
  const db = openDatabase(folder);
  db.$client.exec("insert into __drizzle_migrations (hash, created_at) values ('future', 9999999999999)");
  db.$client.pragma("user_version = 2003004");
  closeDatabase(db);
  const before = readFileSync(databaseFile(folder));
  expect(() => openDatabase(folder)).toThrow(
    new RegExp(
      `by Parley 2\\.3\\.4 \\(format ${newest + 1}\\)\\. This is Parley \\d+\\.\\d+\\.\\d+, which knows format ${newest} `,
    ),
  );
  expect(readFileSync(databaseFile(folder)).equals(before)).toBe(true);
});

test("the tables of today are those the migrations make", () => {
  const db = openDatabase(temporaryFolder());
  expect(tablesOf(db.$client)).toEqual(expect.arrayContaining(["conversations", "instance", "panels", "settings"]));
  closeDatabase(db);
});
