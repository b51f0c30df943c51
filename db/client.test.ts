import { readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { temporaryFolder } from "@/lib/server/turns-test-kit";
import { closeDatabase, databaseFile, openDatabase } from "./client";
import { beginEpoch } from "./instance";

test("a data folder is made for its owner alone, and keeps what was written", () => {
  const folder = join(temporaryFolder(), "deep", "data");
  const first = openDatabase(folder);
  expect(statSync(folder).mode & 0o777).toBe(0o700);
  expect(statSync(databaseFile(folder)).mode & 0o777).toBe(0o600);
  expect(beginEpoch(first, 1)).toBe(1);
  closeDatabase(first);
  const second = openDatabase(folder);
  expect(beginEpoch(second, 2)).toBe(2);
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
