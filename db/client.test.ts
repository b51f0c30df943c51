import { readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { temporaryFolder } from "@/lib/server/turns-test-kit";
import { closeDatabase, databaseFile, openDatabase, refuseOldSqlite, shrinkLog } from "./client";
import { beginEpoch } from "./instance";

const owner = { host: "here", pid: 1, heartbeatAt: 1 };

test("a data folder is made for its owner alone, and keeps what was written", () => {
  const folder = join(temporaryFolder(), "deep", "data");
  const first = openDatabase(folder);
  expect(statSync(folder).mode & 0o777).toBe(0o700);
  expect(statSync(databaseFile(folder)).mode & 0o777).toBe(0o600);
  expect(beginEpoch(first, owner)).toBe(1);
  closeDatabase(first);
  const second = openDatabase(folder);
  expect(beginEpoch(second, owner)).toBe(2);
  closeDatabase(second);
});

test("every connection is durable, patient and checks references", () => {
  const db = openDatabase(temporaryFolder());
  const read = (pragma: string) => db.$client.pragma(pragma, { simple: true });
  expect([read("journal_mode"), read("synchronous"), read("busy_timeout"), read("foreign_keys")]).toEqual([
    "wal",
    1,
    5000,
    1,
  ]);
  closeDatabase(db);
});

test("a file that is no database is left as it is, and the message says how to go on", () => {
  const folder = temporaryFolder();
  writeFileSync(
    databaseFile(folder),
    "Not a database, but long enough to look like one to somebody who only reads sizes.".repeat(9),
  );
  const before = readFileSync(databaseFile(folder));
  expect(() => openDatabase(folder)).toThrow(/is damaged, or no database of Parley.*npm run restore/);
  expect(readFileSync(databaseFile(folder)).equals(before)).toBe(true);
});

test("a version of SQLite that can corrupt the file is refused, the oldest safe one is not", () => {
  expect(() => refuseOldSqlite("3.51.2")).toThrow(/3\.51\.2.*3\.51\.3/);
  expect(() => refuseOldSqlite("3.9.30")).toThrow(/3\.9\.30/);
  refuseOldSqlite("3.51.3");
  refuseOldSqlite("3.100.0");
});

test("a write-ahead log that has grown too large is moved into the file", () => {
  const db = openDatabase(temporaryFolder());
  db.$client.pragma("wal_autocheckpoint = 0");
  db.$client.exec("insert into settings (key, value) values ('a', hex(zeroblob(100000)))");
  const size = () => statSync(`${db.$client.name}-wal`).size;
  expect(shrinkLog(db, size())).toBe(false);
  expect(shrinkLog(db, size() - 1)).toBe(true);
  expect(size()).toBe(0);
  closeDatabase(db);
});
