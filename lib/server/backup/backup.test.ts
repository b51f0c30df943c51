import { copyFileSync, existsSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import Sqlite from "better-sqlite3";
import { expect, test } from "vitest";
import { checkDatabase, copyDatabase } from "@/db/backup/database-file";
import { inThread } from "@/db/backup/in-thread";
import { closeDatabase, databaseFile, openDatabase } from "@/db/client";
import { createSettingRows } from "@/db/settings";
import { readEnv } from "@/lib/server/env";
import { createMcpServers } from "@/lib/server/mcp-servers";
import { createSearchEngines } from "@/lib/server/search-engines";
import { createSecrets, openMasterKey } from "@/lib/server/secrets";
import { openTestWork, temporaryFolder } from "@/lib/server/turns-test-kit";
import { createBackups } from "./backups";
import { keyOpener, prepareRestore } from "./prepare-restore";
import { swapDatabase } from "./swap";

async function workWithTurn() {
  const work = openTestWork();
  const { id } = work.conversations.create("");
  const { turnId } = await work.turns.start(id, work.ask, null);
  await work.watch(turnId);
  return { ...work, id, turnId };
}

type Work = Awaited<ReturnType<typeof workWithTurn>>;

function backupsOf({ folder, clock, logger, turns }: Work) {
  return createBackups({
    dataFolder: folder,
    clock,
    logger,
    opens: () => true,
    isAnyTurnRunning: () => turns.runningConversationIds().size > 0,
  });
}

const opens = () => true;

test("a backup is one file for its owner alone, and holds what was there when it began", async () => {
  const work = await workWithTurn();
  const to = join(temporaryFolder(), "copy.db");
  const copying = copyDatabase(databaseFile(work.folder), to);
  work.conversations.create("Written while it was copied");
  const facts = await copying;
  expect(facts.counts).toMatchObject({ conversations: 1, turns: 1 });
  expect(readdirSync(join(to, ".."))).toEqual(["copy.db"]);
  expect(statSync(to).mode & 0o777).toBe(0o600);
  expect(checkDatabase(to)).toEqual(facts);
  const copy = new Sqlite(to, { readonly: true });
  expect(copy.prepare("select count(*) from turn_events").pluck().get()).toBe(work.turns.state(work.turnId).lastSeq);
  copy.close();
});

test("a thread of its own copies and checks just the same, and says what is wrong", async () => {
  const work = await workWithTurn();
  const to = join(temporaryFolder(), "copy.db");
  const facts = await inThread({ kind: "copy", from: databaseFile(work.folder), to });
  expect(await inThread({ kind: "check", file: to })).toEqual(facts);
  await expect(inThread({ kind: "check", file: join(work.folder, "none.db") })).rejects.toThrow(/directory|file/);
});

const spoilt: [string, (file: string) => void, RegExp][] = [
  ["no database", (file) => writeFileSync(file, "Dear Parley, ".repeat(99)), /no database/],
  ["another program's", (file) => withClient(file, "drop table turn_events"), /not one of Parley/],
  ["rows without what they name", (file) => withClient(file, "delete from turns"), /rows which do not exist/],
  ["pages written over", overwritePages, /damaged|malformed/],
  ["cut short", (file) => writeFileSync(file, readFileSync(file).subarray(0, 8192)), /damaged/],
];

test.each(spoilt)("a file that is spoilt is refused and nothing is changed: %s", async (_name, spoil, words) => {
  const work = await workWithTurn();
  const file = join(temporaryFolder(), "spoilt.db");
  await copyDatabase(databaseFile(work.folder), file);
  spoil(file);
  expect(() => checkDatabase(file)).toThrow(words);
  await expect(prepareRestore({ dataFolder: work.folder, from: file, opens })).rejects.toThrow(words);
  const upload = backupsOf(work).upload(inPieces(readFileSync(file)));
  await expect(upload).rejects.toThrow(/Nothing was changed/);
  expect(backupsOf(work).list().backups).toEqual([]);
  expect(readdirSync(join(work.folder, "backups"))).toEqual([]);
  expect(readdirSync(work.folder).filter((name) => name.includes("incoming"))).toEqual([]);
});

function withClient(file: string, sql: string): void {
  const client = new Sqlite(file);
  client.pragma("foreign_keys = OFF");
  client.exec(sql);
  client.close();
}

function overwritePages(file: string): void {
  const bytes = readFileSync(file);
  bytes.fill(0xff, 4096 * 3, bytes.length - 4096);
  writeFileSync(file, bytes);
}

async function* inPieces(bytes: Buffer): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += 5000) yield bytes.subarray(at, at + 5000);
}

test("a restored backup takes the place, the database before is kept whole, and no log is left behind", async () => {
  const work = await workWithTurn();
  const file = join(temporaryFolder(), "backup.db");
  await copyDatabase(databaseFile(work.folder), file);
  const later = work.conversations.create("After the backup").id;
  const before = readFileSync(file);
  const prepared = await prepareRestore({ dataFolder: work.folder, from: file, opens });
  closeDatabase(work.db);
  // As after a crash: a log that belongs to the old database.
  writeFileSync(`${databaseFile(work.folder)}-shm`, "old");
  const kept = swapDatabase(work.folder, prepared.file, Date.UTC(2026, 10, 26, 9, 8, 7));
  expect(kept).toMatch(/backups\/before-restore-20261126-090807\.db$/);
  expect(readdirSync(work.folder).toSorted()).toEqual(["backups", "parley.db"]);
  const again = openTestWork({ folder: work.folder });
  expect(again.conversations.view(work.id).turns).toHaveLength(1);
  expect(() => again.conversations.view(later)).toThrow("no such conversation");
  expect(checkDatabase(kept ?? "").counts).toMatchObject({ conversations: 2 });
  expect(readFileSync(file).equals(before)).toBe(true);
});

test("a database that nobody could open can still be replaced, and is kept in its pieces", async () => {
  const work = await workWithTurn();
  const file = join(temporaryFolder(), "backup.db");
  await copyDatabase(databaseFile(work.folder), file);
  const folder = temporaryFolder();
  writeFileSync(databaseFile(folder), "no database");
  writeFileSync(`${databaseFile(folder)}-wal`, "its log");
  const { file: incoming } = await prepareRestore({ dataFolder: folder, from: file, opens });
  const kept = swapDatabase(folder, incoming, 0) ?? "";
  expect(readFileSync(kept, "utf8")).toBe("no database");
  expect(readFileSync(`${kept}-wal`, "utf8")).toBe("its log");
  expect(existsSync(`${databaseFile(folder)}-wal`)).toBe(false);
  const db = openDatabase(folder);
  expect(db.$client.prepare("select count(*) from turns").pluck().get()).toBe(1);
  closeDatabase(db);
});

test("going back in time signs nobody in again and brings no revoked token back", async () => {
  const work = await workWithTurn();
  const token = "insert into api_tokens (id, name, prefix, hash, scopes, cap_period, keeps_history, created_at) values";
  work.db.$client.exec(`${token} ('k', 'Editor', 'pk', 'h', '[]', 'month', 1, 1)`);
  const file = join(temporaryFolder(), "backup.db");
  await copyDatabase(databaseFile(work.folder), file);
  createSettingRows(work.db).set("session.abc", "99");
  work.db.$client.exec("update api_tokens set revoked_at = 5");
  const { file: incoming } = await prepareRestore({ dataFolder: work.folder, from: file, opens });
  const restored = new Sqlite(incoming, { readonly: true });
  expect(restored.prepare("select value from settings where key = 'session.abc'").pluck().get()).toBe("99");
  expect(restored.prepare("select revoked_at from api_tokens").pluck().get()).toBe(5);
  restored.close();
});

test("a backup of a newer version is refused, one of an older version is brought up to date", async () => {
  const work = await workWithTurn();
  const file = join(temporaryFolder(), "backup.db");
  await copyDatabase(databaseFile(work.folder), file);
  withClient(file, "insert into __drizzle_migrations (hash, created_at) values ('future', 9999999999999)");
  await expect(prepareRestore({ dataFolder: work.folder, from: file, opens })).rejects.toThrow(/cannot read it/);
  expect(existsSync(join(work.folder, "parley.db.incoming"))).toBe(false);
});

test("keys of providers are sealed in a backup, and one sealed elsewhere is named", async () => {
  const [here, elsewhere] = [openMasterKey(temporaryFolder()), openMasterKey(temporaryFolder())];
  const work = await workWithTurn();
  const sealed = createSecrets(here).seal("sk-secret-key", { providerId: "openai", origin: "https://api.openai.com" });
  work.db.$client
    .prepare("insert into providers (id, label, kind, base_url, sealed_key, created_at) values (?, ?, ?, ?, ?, 1)")
    .run("openai", "OpenAI", "openai-compatible", "https://api.openai.com/v1", sealed);
  const rows = createSettingRows(work.db);
  const ground = { rows, secrets: createSecrets(here), clock: work.clock, version: "1", isOwn: () => false };
  const down = { label: "Tracker", url: "http://127.0.0.1:9/mcp", key: "sk-secret-key" };
  await createMcpServers(ground).create(down);
  createSearchEngines({ ...ground, fromEnvironment: readEnv({}).search }).update("brave", { apiKey: "sk-secret-key" });
  const file = join(temporaryFolder(), "backup.db");
  await copyDatabase(databaseFile(work.folder), file);
  expect(readFileSync(file).includes("sk-secret-key")).toBe(false);
  const restoredWith = async (key: Buffer) =>
    (await prepareRestore({ dataFolder: temporaryFolder(), from: file, opens: keyOpener(key) })).lostKeys;
  expect([await restoredWith(here), await restoredWith(elsewhere)]).toEqual([[], ["OpenAI", "Tracker", "Brave"]]);
});

test("backups in the data folder are listed newest first, found by name only, uploaded and removed", async () => {
  const work = await workWithTurn();
  const backups = backupsOf(work);
  const made = await backups.make();
  expect(made).toMatchObject({ kind: "parley", conversations: 1, turns: 1 });
  const elsewhere = readFileSync(backups.find(made.name).path);
  const uploaded = await backups.upload(inPieces(elsewhere));
  expect(uploaded).toMatchObject({ kind: "uploaded", conversations: 1, bytes: elsewhere.length });
  copyFileSync(backups.find(made.name).path, join(work.folder, "backups", "parley-20200101-000000.db"));
  writeFileSync(join(work.folder, "backups", "notes.txt"), "mine");
  expect(backups.list().backups.map(({ name }) => name)).toEqual([
    ...[made.name, uploaded.name].toSorted((a, b) => (a < b ? 1 : -1)),
    "parley-20200101-000000.db",
  ]);
  for (const name of ["notes.txt", "../parley.db", "parley-20200101-000000.db/../notes.txt", "..", ""]) {
    expect(() => backups.find(name)).toThrow("no such backup");
    expect(() => backups.remove(name)).toThrow("no such backup");
  }
  backups.remove(made.name);
  backups.removeAll();
  expect(readdirSync(join(work.folder, "backups"))).toEqual(["notes.txt"]);
});

test("nothing is restored while a turn runs", async () => {
  const work = await workWithTurn();
  const parts = { dataFolder: work.folder, clock: work.clock, logger: work.logger, opens };
  const { name } = await backupsOf(work).make();
  await expect(createBackups({ ...parts, isAnyTurnRunning: () => true }).prepare(name)).rejects.toThrow(
    /A turn is running/,
  );
  let asked = 0;
  const starting = createBackups({ ...parts, isAnyTurnRunning: () => ++asked > 1 });
  await expect(starting.prepare(name)).rejects.toThrow(/A turn is running/);
  expect(readdirSync(work.folder).filter((each) => each.includes("incoming"))).toEqual([]);
});
