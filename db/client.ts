import { chmodSync, existsSync, mkdirSync, statSync } from "node:fs";
import { join } from "node:path";
import Sqlite from "better-sqlite3";
import { type BetterSQLite3Database, drizzle } from "drizzle-orm/better-sqlite3";
import { migrateForwards, refuseNewer } from "./migrate";
import * as schema from "./schema";

/** The one database of this installation. `$client` is the better-sqlite3 connection below drizzle. */
export type Database = BetterSQLite3Database<typeof schema> & { $client: Sqlite.Database };

/** Older versions can corrupt the file when two connections write and checkpoint. */
const oldestSafeSqlite = "3.51.3";

/** Opens `<folder>/parley.db`, made if missing, and brings its tables up to date. Throws a plain Error people can act on. */
export function openDatabase(folder: string): Database {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const file = databaseFile(folder);
  lookBefore(file);
  const client = new Sqlite(file);
  chmodSync(file, 0o600);
  try {
    client.pragma("journal_mode = WAL");
    client.pragma("synchronous = NORMAL");
    client.pragma("busy_timeout = 5000");
    client.pragma("foreign_keys = ON");
    refuseOldSqlite(String(client.prepare("select sqlite_version()").pluck().get()));
    const db = drizzle(client, { schema });
    migrateForwards(client);
    return db;
  } catch (error) {
    client.close();
    throw error;
  }
}

/** Reads before anything is written: the database of a newer version, or a file that is none, stays as it is. */
function lookBefore(file: string): void {
  if (!existsSync(file)) return;
  const client = new Sqlite(file, { readonly: true });
  try {
    refuseNewer(client);
  } catch (error) {
    throw isDamage(error) ? damaged(file) : error;
  } finally {
    client.close();
  }
}

function isDamage(error: unknown): boolean {
  return error instanceof Sqlite.SqliteError && /^SQLITE_(NOTADB|CORRUPT)/.test(error.code);
}

function damaged(file: string): Error {
  return new Error(
    `${file} is damaged, or no database of Parley. It was left as it is. Restore a backup with ` +
      "`npm run restore -- <file>`, or choose another folder with PARLEY_DATA_DIR.",
  );
}

/** Where the database of a data folder lies. */
export function databaseFile(folder: string): string {
  return join(folder, "parley.db");
}

/** Moves the write-ahead log into the file and closes it; nothing may use the database afterwards. */
export function closeDatabase(db: Database): void {
  if (!db.$client.open) return;
  db.$client.pragma("wal_checkpoint(TRUNCATE)");
  db.$client.close();
}

/** Above this size of the write-ahead log, in bytes, it is moved into the file and begun anew. */
const largestLog = 64 * 1024 * 1024;

/** Moves an overgrown write-ahead log into the file, which SQLite leaves while somebody reads. Gives whether it was one. */
export function shrinkLog(db: Database, largest = largestLog): boolean {
  const size = statSync(`${db.$client.name}-wal`, { throwIfNoEntry: false })?.size ?? 0;
  if (size <= largest) return false;
  // As RESTART, and the file gives its space back.
  db.$client.pragma("wal_checkpoint(TRUNCATE)");
  return true;
}

/** Throws when a version of SQLite is too old to be trusted with the file. */
export function refuseOldSqlite(version: string): void {
  if (version.localeCompare(oldestSafeSqlite, "en", { numeric: true }) >= 0) return;
  throw new Error(`This build has SQLite ${version}; Parley needs ${oldestSafeSqlite} or newer.`);
}
