import { join } from "node:path";
import type Sqlite from "better-sqlite3";
import { type MigrationMeta, readMigrationFiles } from "drizzle-orm/migrator";
import packageJson from "@/package.json";
import { numberOfVersion, versionOfNumber } from "./version-number";

/** The journal's table as drizzle makes it; databases of the first versions have it already. */
const journalTable =
  "create table if not exists __drizzle_migrations (id SERIAL PRIMARY KEY, hash text NOT NULL, created_at numeric)";

/** The migrations of a folder in their order; those of this version without an argument. */
export function knownMigrations(
  // The commands of package.json run in the project's folder; bundled code does not know where it came from.
  migrationsFolder = join(process.cwd(), "db", "migrations"),
): MigrationMeta[] {
  return readMigrationFiles({ migrationsFolder });
}

/** Throws when a newer Parley has changed the tables of this database; reads only. */
export function refuseNewer(client: Sqlite.Database): void {
  const known = knownMigrations();
  const applied = appliedMigrations(client);
  if ((applied.at(-1) ?? 0) <= (known.at(-1)?.folderMillis ?? 0)) return;
  const theirs = versionOfNumber(Number(client.pragma("user_version", { simple: true }))) ?? "a newer version";
  throw new Error(
    `This data folder was last used by Parley ${theirs} (format ${applied.length}). This is Parley ${packageJson.version}, ` +
      `which knows format ${known.length} and cannot read it. Nothing was changed. Start the newer version, or choose another ` +
      "folder with PARLEY_DATA_DIR.",
  );
}

/** Runs the migrations that this database has not seen: all of them or none. Throws an Error people can act on. */
export function migrateForwards(client: Sqlite.Database, known: readonly MigrationMeta[] = knownMigrations()): void {
  const newest = appliedMigrations(client).at(-1) ?? 0;
  const pending = known.filter(({ folderMillis }) => folderMillis > newest);
  const run = client.transaction(() => {
    client.exec(journalTable);
    for (const migration of pending) apply(client, migration, known.indexOf(migration) + 1);
    refuseBrokenReferences(client);
    nameVersion(client);
  });
  if (pending.length === 0) return nameVersion(client);
  // A table that is made anew is dropped on the way; with this on, its rows elsewhere would be deleted with it.
  client.pragma("foreign_keys = OFF");
  try {
    run.immediate();
  } finally {
    client.pragma("foreign_keys = ON");
  }
}

/** When the applied migrations were made, in ms since the epoch, oldest first. */
function appliedMigrations(client: Sqlite.Database): number[] {
  const isNew = !client.prepare("select 1 from sqlite_master where name = '__drizzle_migrations'").get();
  if (isNew) return [];
  return client.prepare("select created_at from __drizzle_migrations order by created_at").pluck().all().map(Number);
}

function apply(client: Sqlite.Database, { sql, hash, folderMillis }: MigrationMeta, format: number): void {
  try {
    for (const statement of sql) client.exec(statement);
    client.prepare("insert into __drizzle_migrations (hash, created_at) values (?, ?)").run(hash, folderMillis);
  } catch (error) {
    throw notUpdated(`the step to format ${format} failed: ${error instanceof Error ? error.message : String(error)}`);
  }
}

function refuseBrokenReferences(client: Sqlite.Database): void {
  const [broken] = client.prepare<[], { table: string }>("pragma foreign_key_check").all();
  if (broken) throw notUpdated(`rows of ${broken.table} name rows that do not exist`);
}

function notUpdated(why: string): Error {
  return new Error(
    `The database could not be brought up to date, ${why}. Nothing was changed: the version of Parley that was used before ` +
      "still opens it, and a backup can be restored with `npm run restore -- <file>`.",
  );
}

/** Leaves the newest version that used this database in its header, where every later version finds it. */
function nameVersion(client: Sqlite.Database): void {
  const ours = numberOfVersion(packageJson.version);
  if (Number(client.pragma("user_version", { simple: true })) < ours) client.pragma(`user_version = ${ours}`);
}
