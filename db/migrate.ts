import { join } from "node:path";
import type Sqlite from "better-sqlite3";
import type { BetterSQLite3Database } from "drizzle-orm/better-sqlite3";
import { migrate } from "drizzle-orm/better-sqlite3/migrator";
import { readMigrationFiles } from "drizzle-orm/migrator";
import type * as schema from "./schema";

/** Runs the migrations this database has not seen, in one transaction. Refuses a database made by a newer Parley. */
export function migrateForwards(db: BetterSQLite3Database<typeof schema> & { $client: Sqlite.Database }): void {
  // The commands of package.json run in the project's folder; bundled code does not know where it came from.
  const migrations = { migrationsFolder: join(process.cwd(), "db", "migrations") };
  const newest = Math.max(...readMigrationFiles(migrations).map((migration) => migration.folderMillis));
  if (newestApplied(db.$client) > newest) {
    throw new Error(
      "This data folder was used by a newer version of Parley. Start that version, or another data folder.",
    );
  }
  migrate(db, migrations);
}

function newestApplied(client: Sqlite.Database): number {
  const known = client.prepare("select 1 from sqlite_master where name = '__drizzle_migrations'").get();
  return known ? Number(client.prepare("select max(created_at) from __drizzle_migrations").pluck().get()) : 0;
}
