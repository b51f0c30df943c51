import Sqlite from "better-sqlite3";
import { z } from "zod";
import { databaseFile } from "./client";
import { knownMigrations, migrateForwards } from "./migrate";

const Names = z.array(z.string());

/**
 * Makes a database of an earlier format in a folder and fills it from one of today: every row, with the columns that format
 * had. Gives the tables that got rows.
 */
export function makeOlderDatabase(folder: string, format: number, today: string): string[] {
  const client = new Sqlite(databaseFile(folder));
  client.pragma("journal_mode = WAL");
  migrateForwards(client, knownMigrations().slice(0, format));
  client.prepare("attach ? as today").run(today);
  // Tables are filled by name, not in the order in which they name each other.
  client.pragma("foreign_keys = OFF");
  const filled = tablesOf(client).filter((table) => copyRows(client, table) > 0);
  client.close();
  return filled;
}

/** The tables a person's data is in; those that SQLite, drizzle and the search index keep for themselves are left out. */
export function tablesOf(client: Sqlite.Database): string[] {
  const rows = client
    .prepare(
      "select name from main.sqlite_master where type = 'table' and name not like 'sqlite%' and name not like '\\_\\_%' escape '\\' and name not like 'search%' order by name",
    )
    .pluck()
    .all();
  return Names.parse(rows);
}

/** Every row of a table as the columns that were asked for, in the order of the key. */
export function rowsOf(client: Sqlite.Database, table: string, columns: readonly string[]): unknown[] {
  return client
    .prepare(`select ${columns.join(", ")} from ${table} order by 1, 2`)
    .raw()
    .all();
}

export function columnsOf(client: Sqlite.Database, table: string, schema = "main"): string[] {
  return Names.parse(client.prepare("select name from pragma_table_info(?, ?)").pluck().all(table, schema));
}

function copyRows(client: Sqlite.Database, table: string): number {
  const today = columnsOf(client, table, "today");
  const columns = columnsOf(client, table)
    .filter((column) => today.includes(column))
    .join(", ");
  return client.prepare(`insert into main.${table} (${columns}) select ${columns} from today.${table}`).run().changes;
}
