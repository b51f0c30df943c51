import { existsSync } from "node:fs";
import Sqlite from "better-sqlite3";
import { and, eq } from "drizzle-orm";
import { type Database, databaseFile } from "./client";
import { instance } from "./schema";

/** A process that has a database: where it runs, and when it last said so, in ms since the epoch. */
export type Owner = { host: string; pid: number; heartbeatAt: number };

/** Another process has taken the database over; nothing that this one writes counts any more. */
export class StaleEpochError extends Error {
  override readonly name = "StaleEpochError";

  constructor(epoch: number) {
    super(`Epoch ${epoch} is over: another process has taken the database.`);
  }
}

/** The process that has the database of a data folder, without bringing its tables up to date; null = nobody. */
export function ownerOf(folder: string): Owner | null {
  const file = databaseFile(folder);
  if (!existsSync(file)) return null;
  const client = new Sqlite(file, { readonly: true });
  try {
    // A database of an older Parley does not know who has it.
    const column = client.prepare("select 1 from pragma_table_info('instance') where name = 'heartbeat_at'");
    if (!column.get()) return null;
    const row = client.prepare<[], OwnerRow>(
      "select host, pid, heartbeat_at as heartbeatAt from instance where id = 1",
    );
    return ownerIn(row.get());
  } finally {
    client.close();
  }
}

/** The process that has an open database; null = nobody. */
export function currentOwner(db: Database): Owner | null {
  return ownerIn(db.select().from(instance).where(eq(instance.id, 1)).get());
}

type OwnerRow = Pick<typeof instance.$inferSelect, "host" | "pid" | "heartbeatAt">;

function ownerIn(row: OwnerRow | undefined): Owner | null {
  const { host = null, pid = null, heartbeatAt = null } = row ?? {};
  return host === null || pid === null || heartbeatAt === null ? null : { host, pid, heartbeatAt };
}

/** Takes the database over for a process; gives its epoch, which counts the owners. */
export function beginEpoch(db: Database, { host, pid, heartbeatAt }: Owner): number {
  const before = db.select().from(instance).where(eq(instance.id, 1)).get();
  const row = { id: 1, epoch: (before?.epoch ?? 0) + 1, startedAt: heartbeatAt, host, pid, heartbeatAt };
  db.insert(instance).values(row).onConflictDoUpdate({ target: instance.id, set: row }).run();
  return row.epoch;
}

/** Says that the owner of this epoch lives; false when the database has another owner by now. */
export function beat(db: Database, epoch: number, heartbeatAt: number): boolean {
  return setHeartbeat(db, epoch, heartbeatAt);
}

/** Leaves the database to whoever comes next, if it is still this epoch's. */
export function endEpoch(db: Database, epoch: number): void {
  setHeartbeat(db, epoch, null);
}

function setHeartbeat(db: Database, epoch: number, heartbeatAt: number | null): boolean {
  const own = and(eq(instance.id, 1), eq(instance.epoch, epoch));
  return db.update(instance).set({ heartbeatAt }).where(own).run().changes > 0;
}
