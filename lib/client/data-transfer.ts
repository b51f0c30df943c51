import type { BackupFileView, BackupList, BackupView, RestoreReport } from "@/lib/core/api-backup";
import type { ImportReport } from "@/lib/core/transfer";
import { type Check, count, flag, listOf, nullable, oneOf, shape, text } from "./checks";
import { command, request } from "./request";

const backupFile = { name: text, kind: oneOf("parley", "before-restore", "uploaded"), bytes: count, createdAt: count };
const backupFileView: Check<BackupFileView> = shape(backupFile);
const backupView: Check<BackupView> = shape({ ...backupFile, conversations: count, turns: count });
const backupList: Check<BackupList> = shape({ folder: text, backups: listOf(backupFileView) });
const restoreReport: Check<RestoreReport> = shape({
  conversations: count,
  turns: count,
  kept: nullable(text),
  lostKeys: listOf(text),
});
const importReport: Check<ImportReport> = shape({
  imported: count,
  conversationId: nullable(text),
  copied: count,
  present: count,
  turns: count,
  panels: count,
  settings: flag,
  providers: listOf(text),
});

/** Where everything but keys can be downloaded as one file. */
export const archiveUrl = "/api/export";

export type ExportFormat = "md" | "html" | "json";

/** Where a whole conversation can be downloaded. */
export function conversationExportUrl(conversationId: string, format: ExportFormat): string {
  return `/api/conversations/${conversationId}/export?format=${format}`;
}

/** Takes a file in that Parley has exported; all of it or nothing. Throws ProblemError, as all below. */
export function importFile(file: Blob) {
  return request("/api/import", importReport, { method: "POST", file, type: "application/json" });
}

export function listBackups(signal?: AbortSignal) {
  return request("/api/backups", backupList, { signal });
}

export function makeBackup() {
  return request("/api/backups", backupView, { method: "POST" });
}

/** Brings a backup from elsewhere; the server keeps it only when it is whole. */
export function uploadBackup(file: Blob) {
  return request("/api/backups/upload", backupView, { method: "POST", file, type: "application/octet-stream" });
}

export function removeBackup(name: string) {
  return command(`/api/backups/${name}`, { method: "DELETE" });
}

/** Puts a backup in the place of everything there is. */
export function restoreBackup(name: string) {
  return request(`/api/backups/${name}/restore`, restoreReport, { method: "POST", body: { confirm: "restore" } });
}

export function backupUrl(name: string): string {
  return `/api/backups/${name}`;
}
