import { mkdirSync, readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { BackupFileView } from "@/lib/core/api-backup";
import { notFound } from "@/lib/server/refusals";

export type BackupKind = BackupFileView["kind"];
const pattern = /^(parley|before-restore|uploaded)-(\d{4})(\d\d)(\d\d)-(\d\d)(\d\d)(\d\d)(?:-\d+)?\.db$/;

/** Where the backups of a data folder lie; made if missing, for its owner alone. */
export function backupFolder(dataFolder: string): string {
  const folder = join(dataFolder, "backups");
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  return folder;
}

/** The backups of a data folder, newest first. Other files there are left alone. */
export function listBackups(dataFolder: string): BackupFileView[] {
  const folder = backupFolder(dataFolder);
  return readdirSync(folder)
    .flatMap((name) => backupOf(folder, name) ?? [])
    .toSorted((a, b) => b.createdAt - a.createdAt || (a.name < b.name ? 1 : -1));
}

/** The path of a backup by its name. Throws not_found for every name that is not one of a backup here. */
export function backupPath(dataFolder: string, name: string): string {
  const folder = backupFolder(dataFolder);
  if (!backupOf(folder, name)) throw notFound("backup");
  return join(folder, name);
}

/** A path that no backup has yet: its name tells its kind and the time, in UTC. */
export function newBackupPath(dataFolder: string, kind: BackupKind, now: number): string {
  const folder = backupFolder(dataFolder);
  const [day = "", time = ""] = new Date(now).toISOString().replace(/[-:]/g, "").slice(0, 15).split("T");
  const taken = new Set(readdirSync(folder));
  for (let number = 1; ; number += 1) {
    const name = `${kind}-${day}-${time}${number === 1 ? "" : `-${number}`}.db`;
    if (!taken.has(name) && !taken.has(`${name}.part`)) return join(folder, name);
  }
}

function backupOf(folder: string, name: string): BackupFileView | null {
  const [, named, ...time] = pattern.exec(name) ?? [];
  const kind = BackupFileView.shape.kind.options.find((each) => each === named);
  const stat = kind && statSync(join(folder, name), { throwIfNoEntry: false });
  return kind && stat?.isFile() ? { name, kind, bytes: stat.size, createdAt: timeOf(time) } : null;
}

function timeOf(parts: readonly string[]): number {
  const [year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0] = parts.map(Number);
  return Date.UTC(year, month - 1, day, hour, minute, second);
}
