"use client";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { download } from "@/components/conversation/download";
import { usePageClock } from "@/components/conversation/page-clock";
import { Button } from "@/components/ui/button";
import { toast } from "@/components/ui/toast";
import { formatBytes } from "@/components/words/counts";
import { formatAge } from "@/components/words/time";
import { backupUrl, removeBackup } from "@/lib/client/data-transfer";
import { problemOfError } from "@/lib/client/problem";
import type { BackupFileView } from "@/lib/core/api-backup";

const kinds: Readonly<Record<BackupFileView["kind"], string>> = {
  parley: "Made here",
  "before-restore": "Kept before a restore",
  uploaded: "From a file",
};

type BackupRowProps = { backup: BackupFileView; onRestore: () => void; onGone: () => void };

/** One backup in the data folder: what it is, how old and how large, and what can be done with it. */
export function BackupRow({ backup, onRestore, onGone }: BackupRowProps) {
  const { name, kind, bytes, createdAt } = backup;
  const { now } = usePageClock();
  // There is no Undo: the second press on the same button means it.
  const [isSure, setSure] = useState(false);
  const remove = useMutation({
    mutationFn: () => removeBackup(name),
    onSettled: onGone,
    onError: (error) => toast({ kind: "error", title: `The backup is still there. ${problemOfError(error).detail}` }),
  });
  return (
    <li className="flex flex-wrap items-center gap-x-4 gap-y-2 px-4 py-2.5">
      <div className="min-w-0 flex-1 basis-56">
        <p className="text-13 font-medium [overflow-wrap:anywhere]">{name}</p>
        <p className="figures text-12 text-text-2">
          {kinds[kind]} · {formatAge(createdAt, now)} · {formatBytes(bytes)}
        </p>
      </div>
      <div className="-mr-2 flex flex-wrap gap-1">
        <Button variant="quiet" size="sm" aria-label={`Download ${name}`} onClick={() => download(backupUrl(name))}>
          Download
        </Button>
        <Button variant="quiet" size="sm" aria-label={`Restore ${name}`} onClick={onRestore}>
          Restore
        </Button>
        <Button
          variant="quiet"
          size="sm"
          aria-label={isSure ? `Delete ${name} for good` : `Delete ${name}`}
          className={isSure ? "text-danger" : undefined}
          disabled={remove.isPending}
          onClick={() => (isSure ? remove.mutate() : setSure(true))}
          onBlur={() => setSure(false)}
        >
          {isSure ? "Delete for good" : "Delete"}
        </Button>
      </div>
    </li>
  );
}
