import { createWriteStream, renameSync, rmSync } from "node:fs";
import { basename } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { type DatabaseFacts, removeDatabase } from "@/db/backup/database-file";
import { inThread } from "@/db/backup/in-thread";
import { databaseFile } from "@/db/client";
import type { BackupList, BackupView } from "@/lib/core/api-backup";
import { FailureError, failure } from "@/lib/core/failure";
import type { Clock } from "@/lib/core/model";
import type { Ground } from "@/lib/server/ground";
import { describeError, type Log } from "@/lib/server/log";
import { conflict } from "@/lib/server/refusals";
import type { SealedKey } from "@/lib/server/secrets";
import type { Turns } from "@/lib/server/turns";
import { type BackupKind, backupFolder, backupPath, listBackups, newBackupPath } from "./backup-files";
import { keyOpener, type Prepared, prepareRestore } from "./prepare-restore";

export type Backups = {
  list(): BackupList;
  /** A checked copy of the database in the data folder. */
  make(): Promise<BackupView>;
  /** Takes in a backup from elsewhere; kept only when it is a sound database of Parley. Throws invalid_request. */
  upload(chunks: AsyncIterable<Uint8Array>): Promise<BackupView>;
  /** The path and size of a backup. Throws not_found, as the two below do. */
  find(name: string): { path: string; bytes: number };
  remove(name: string): void;
  /** Makes what can take the database's place. Throws conflict while turns run. */
  prepare(name: string): Promise<Prepared>;
  removeAll(): void;
};

type BackupsParts = {
  dataFolder: string;
  clock: Pick<Clock, "now">;
  logger: Log;
  opens: (key: SealedKey) => boolean;
  isAnyTurnRunning: () => boolean;
};

/** The backups of a server's data folder. */
export function openBackups(ground: Ground, turns: Pick<Turns, "runningConversationIds">): Backups {
  const isAnyTurnRunning = () => turns.runningConversationIds().size > 0;
  return createBackups({ ...ground, opens: keyOpener(ground.masterKey), isAnyTurnRunning });
}

/** The backups of this installation. */
export function createBackups({ dataFolder, clock, logger, opens, isAnyTurnRunning }: BackupsParts): Backups {
  const newPath = (kind: BackupKind) => newBackupPath(dataFolder, kind, clock.now());
  const find = (name: string) => {
    const path = backupPath(dataFolder, name);
    return { path, bytes: listBackups(dataFolder).find((each) => each.name === name)?.bytes ?? 0 };
  };
  const view = (path: string, facts: DatabaseFacts): BackupView => {
    const file = listBackups(dataFolder).find(({ name }) => name === basename(path));
    if (!file) throw new Error("A backup is not where it was written.");
    return { ...file, ...holdings(facts) };
  };
  return {
    list: () => ({ folder: backupFolder(dataFolder), backups: listBackups(dataFolder) }),
    async make() {
      const path = newPath("parley");
      const facts = await inThread({ kind: "copy", from: databaseFile(dataFolder), to: path });
      logger.info("A backup was made.", { name: basename(path), bytes: facts.bytes });
      return view(path, facts);
    },
    async upload(chunks) {
      const path = newPath("uploaded");
      const part = `${path}.part`;
      try {
        await pipeline(Readable.from(chunks), createWriteStream(part, { mode: 0o600, flags: "wx" }));
        const facts = await inThread({ kind: "check", file: part }).catch(refuseFile);
        removeSides(part);
        renameSync(part, path);
        return view(path, facts);
      } finally {
        removeDatabase(part);
      }
    },
    find,
    remove: (name) => removeDatabase(backupPath(dataFolder, name)),
    async prepare(name) {
      if (isAnyTurnRunning()) throw turnsRun();
      const from = backupPath(dataFolder, name);
      const prepared = await prepareRestore({ dataFolder, from, opens, copy: inThread }).catch(refuseFile);
      if (!isAnyTurnRunning()) return prepared;
      removeDatabase(prepared.file);
      throw turnsRun();
    },
    removeAll() {
      for (const { name } of listBackups(dataFolder)) removeDatabase(backupPath(dataFolder, name));
    },
  };

  function refuseFile(error: unknown): never {
    logger.warn("A database file was refused.", describeError(error));
    const why = error instanceof Error ? error.message : "It cannot be read.";
    throw new FailureError(failure("invalid_request", `${why} Nothing was changed.`, 400));
  }
}

/** What people recognise a backup by. */
export function holdings({ counts }: DatabaseFacts): { conversations: number; turns: number } {
  return { conversations: counts.conversations ?? 0, turns: counts.turns ?? 0 };
}

function removeSides(file: string): void {
  for (const ending of ["-wal", "-shm"]) rmSync(`${file}${ending}`, { force: true });
}

function turnsRun(): FailureError {
  return conflict("A turn is running. Wait for it, or stop it; then restore.");
}
