"use client";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import { countOf } from "@/components/words/counts";
import { listBackups, makeBackup, uploadBackup } from "@/lib/client/data-transfer";
import { problemOfError } from "@/lib/client/problem";
import { queryKeys } from "@/lib/client/query-keys";
import type { BackupFileView, BackupView } from "@/lib/core/api-backup";
import { BackupRow } from "./backup-row";
import { FileButton } from "./file-button";
import { RestoreDialog } from "./restore-dialog";
import { SettingRow } from "./setting-row";

/** Copies of the whole database: made, kept, brought from elsewhere, restored. */
export function BackupRows() {
  const client = useQueryClient();
  const [restoring, setRestoring] = useState<BackupFileView | null>(null);
  const refresh = () => client.invalidateQueries({ queryKey: queryKeys.backups });
  const { data: list } = useQuery({ queryKey: queryKeys.backups, queryFn: ({ signal }) => listBackups(signal) });
  const make = useMutation({ mutationFn: makeBackup, onSettled: refresh });
  const upload = useMutation({ mutationFn: uploadBackup, onSuccess: setRestoring, onSettled: refresh });
  return (
    <SettingRow
      title="Backups"
      note={
        <>
          Copies of the whole database, each read back and checked. Keys of providers are in them only sealed; the file
          that opens them, keys/master.key, is not. On another machine without that file, keys have to be entered again.
          {list ? <span className="mt-1 block font-mono">{list.folder}</span> : null}
        </>
      }
    >
      <div className="flex flex-wrap gap-2">
        <Button disabled={make.isPending} onClick={() => make.mutate()}>
          {make.isPending ? "Backing up" : "Back up now"}
        </Button>
        <FileButton
          words="Restore from a file"
          label="Backup to restore"
          accept=".db"
          busy={upload.isPending ? "Checking the file" : null}
          onFile={(file) => upload.mutate(file)}
        />
      </div>
      <BackupOutcome made={make.data} error={make.error ?? upload.error} />
      <BackupFiles backups={list?.backups ?? []} onRestore={setRestoring} onGone={() => void refresh()} />
      {restoring ? <RestoreDialog backup={restoring} onClose={() => setRestoring(null)} /> : null}
    </SettingRow>
  );
}

function BackupOutcome({ made, error }: { made: BackupView | undefined; error: Error | null }) {
  return (
    <output className="block basis-full empty:hidden">
      {made && !error ? <p className="text-13">{madeWords(made)}</p> : null}
      {error ? (
        <Notice subject="That did not work." tone="danger">
          {problemOfError(error).detail}
        </Notice>
      ) : null}
    </output>
  );
}

type BackupFilesProps = {
  backups: readonly BackupFileView[];
  onRestore: (backup: BackupFileView) => void;
  onGone: () => void;
};

function BackupFiles({ backups, onRestore, onGone }: BackupFilesProps) {
  if (backups.length === 0) return null;
  return (
    <ul aria-label="Backups" className="basis-full divide-y divide-line rounded-10 border border-line bg-surface">
      {backups.map((backup) => (
        <BackupRow key={backup.name} backup={backup} onRestore={() => onRestore(backup)} onGone={onGone} />
      ))}
    </ul>
  );
}

function madeWords({ conversations, turns }: BackupView): string {
  return `Backed up: ${countOf(conversations, "conversation")} with ${countOf(turns, "turn")}, read back and found whole.`;
}
