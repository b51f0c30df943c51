import { z } from "zod";

/** A backup in the data folder. Times in ms since the epoch. */
export const BackupFileView = z.object({
  name: z.string(),
  /** Made here, kept when another took its place, or brought from elsewhere. */
  kind: z.enum(["parley", "before-restore", "uploaded"]),
  bytes: z.number(),
  createdAt: z.number(),
});
export type BackupFileView = z.infer<typeof BackupFileView>;

/** GET /api/backups: newest first. */
export const BackupList = z.object({ folder: z.string(), backups: z.array(BackupFileView) });
export type BackupList = z.infer<typeof BackupList>;

/** POST /api/backups and /api/backups/upload: one that was just checked, with what it holds. */
export const BackupView = BackupFileView.extend({ conversations: z.number(), turns: z.number() });
export type BackupView = z.infer<typeof BackupView>;

/** POST /api/backups/:name/restore */
export const RestoreBody = z.object({ confirm: z.literal("restore") }).strict();

/** What stands in the database's place now, and the backup that the one before became. */
export const RestoreReport = z.object({
  conversations: z.number(),
  turns: z.number(),
  kept: z.string().nullable(),
  /** Providers whose keys were sealed with another key file and have to be entered again. */
  lostKeys: z.array(z.string()),
});
export type RestoreReport = z.infer<typeof RestoreReport>;
