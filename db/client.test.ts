import { statSync } from "node:fs";
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

test("a database of a newer Parley is refused and left as it is", () => {
  const folder = temporaryFolder();
  const db = openDatabase(folder);
  db.$client.exec("insert into __drizzle_migrations (hash, created_at) values ('future', 9999999999999)");
  closeDatabase(db);
  expect(() => openDatabase(folder)).toThrow(/newer version of Parley/);
});
