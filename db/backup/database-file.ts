import { chmodSync, existsSync, renameSync, rmSync, statSync } from "node:fs";
import Sqlite from "better-sqlite3";

/** What a database file holds. `counts`: rows a table; `format`: how many migrations it has seen. */
export type DatabaseFacts = { counts: Record<string, number>; format: number; bytes: number };

/** Pages that are copied in one go (faults.md, section 3): about 10 ms of work. */
const pagesPerStep = 100;

/**
 * Copies a database that may be in use, as it is at this moment, into one file of its own. The copy takes its place only when it
 * has passed {@link checkDatabase} and holds as many rows of each table. Throws an Error people can act on.
 */
export async function copyDatabase(from: string, to: string): Promise<DatabaseFacts> {
  const part = `${to}.part`;
  removeDatabase(part);
  try {
    const counts = await copySnapshot(from, part);
    // One file, without a write-ahead log beside it.
    withDatabase(part, {}, (client) => client.pragma("journal_mode = DELETE"));
    chmodSync(part, 0o600);
    const facts = checkDatabase(part);
    for (const [table, rows] of Object.entries(counts)) {
      if (facts.counts[table] === rows) continue;
      throw new Error(
        `The copy has ${facts.counts[table] ?? "no"} rows of ${table} instead of ${rows}. It was not kept.`,
      );
    }
    renameSync(part, to);
    return facts;
  } finally {
    removeDatabase(part);
  }
}

/** Reads a whole database file and gives what it holds. Throws an Error that says what is wrong with it. */
export function checkDatabase(file: string): DatabaseFacts {
  return withDatabase(file, { readonly: true }, (client) => {
    const tables = tablesOf(client);
    if (!["conversations", "turns", "turn_events"].every((table) => tables.includes(table))) {
      throw new Error("This is a database, but not one of Parley.");
    }
    const damage = String(client.pragma("integrity_check(1)", { simple: true }));
    if (damage !== "ok") throw new Error(`This database is damaged: ${damage}`);
    const orphans: unknown = client.prepare("pragma foreign_key_check").get();
    if (orphans) throw new Error("This database is damaged: it has rows that name rows which do not exist.");
    const format = Number(client.prepare("select count(*) from __drizzle_migrations").pluck().get());
    return { counts: countsOf(client, tables), format, bytes: statSync(file).size };
  });
}

/** Removes a database with everything SQLite keeps beside it: a log left behind would be replayed into the next one. */
export function removeDatabase(file: string): void {
  for (const ending of ["", "-wal", "-shm", "-journal"]) rmSync(`${file}${ending}`, { force: true });
}

async function copySnapshot(from: string, to: string): Promise<Record<string, number>> {
  if (!existsSync(from)) throw new Error(`There is no database at ${from}.`);
  const client = new Sqlite(from, { readonly: true });
  try {
    // A read that stays open holds this moment: what others write meanwhile neither shows nor begins the copy anew.
    client.exec("begin");
    const counts = countsOf(client, tablesOf(client));
    await client.backup(to, { progress: () => pagesPerStep });
    client.exec("commit");
    return counts;
  } catch (error) {
    throw readable(error);
  } finally {
    client.close();
  }
}

function withDatabase<Result>(
  file: string,
  options: Sqlite.Options,
  work: (client: Sqlite.Database) => Result,
): Result {
  const client = new Sqlite(file, { fileMustExist: true, ...options });
  try {
    return work(client);
  } catch (error) {
    throw readable(error);
  } finally {
    client.close();
  }
}

function readable(error: unknown): unknown {
  const isNone = error instanceof Sqlite.SqliteError && error.code === "SQLITE_NOTADB";
  if (isNone) return new Error("This file is no database.");
  const isDamage = error instanceof Sqlite.SqliteError && error.code.startsWith("SQLITE_CORRUPT");
  return isDamage ? new Error("This database is damaged: parts of it cannot be read.") : error;
}

function tablesOf(client: Sqlite.Database): string[] {
  const tables = client.prepare("select name from sqlite_master where type = 'table' and name not like 'sqlite%'");
  return tables.pluck().all().map(String);
}

function countsOf(client: Sqlite.Database, tables: readonly string[]): Record<string, number> {
  const count = (table: string) => Number(client.prepare(`select count(*) from "${table}"`).pluck().get());
  return Object.fromEntries(tables.map((table) => [table, count(table)]));
}
