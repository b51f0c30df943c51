import { existsSync, renameSync } from "node:fs";
import Sqlite from "better-sqlite3";
import { removeDatabase } from "@/db/backup/database-file";
import { databaseFile } from "@/db/client";
import { newBackupPath } from "./backup-files";

/**
 * Puts a prepared database in the place of the one in the data folder, which nobody may have open. The old one is kept among the
 * backups; gives its path, null when there was none. When it fails, the old one is back in its place.
 */
export function swapDatabase(dataFolder: string, incoming: string, now: number): string | null {
  const place = databaseFile(dataFolder);
  const kept = existsSync(place) ? newBackupPath(dataFolder, "before-restore", now) : null;
  if (kept) {
    settle(place);
    moveDatabase(place, kept);
  }
  try {
    removeDatabase(place);
    renameSync(incoming, place);
  } catch (error) {
    if (kept) moveDatabase(kept, place);
    throw error;
  }
  return kept;
}

/** Moves the write-ahead log into its database, so that one file is all of it. A damaged one stays in its pieces. */
function settle(file: string): void {
  if (!isReadable(file)) return;
  const client = new Sqlite(file);
  try {
    client.pragma("journal_mode = DELETE");
  } finally {
    client.close();
  }
}

/** Looks without writing: SQLite would throw away a log that does not fit. */
function isReadable(file: string): boolean {
  try {
    const client = new Sqlite(file, { readonly: true });
    try {
      client.prepare("select count(*) from sqlite_master").get();
      return true;
    } finally {
      client.close();
    }
  } catch {
    return false;
  }
}

/** All pieces together: a log that stayed behind would be replayed into the database that comes. */
function moveDatabase(from: string, to: string): void {
  for (const ending of ["-wal", "-shm", ""]) {
    if (existsSync(`${from}${ending}`)) renameSync(`${from}${ending}`, `${to}${ending}`);
  }
}
