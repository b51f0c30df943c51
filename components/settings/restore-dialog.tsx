"use client";
import { useMutation } from "@tanstack/react-query";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Notice } from "@/components/ui/notice";
import { countOf } from "@/components/words/counts";
import { restoreBackup } from "@/lib/client/data-transfer";
import { problemOfError } from "@/lib/client/problem";
import type { BackupFileView, RestoreReport } from "@/lib/core/api-backup";

/** Asked first: everything that is shown is exchanged. Afterwards it says what there is now. */
export function RestoreDialog({ backup, onClose }: { backup: BackupFileView; onClose: () => void }) {
  const { mutate, isPending, error, data } = useMutation({ mutationFn: () => restoreBackup(backup.name) });
  if (data) return <RestoredDialog report={data} />;
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && !isPending && onClose()}
      title="Restore this backup?"
      description={`${backup.name} takes the place of everything here: conversations, panels, providers and settings. What is here now is kept as a backup. The file is checked first.`}
      actions={
        <>
          <Button disabled={isPending} onClick={onClose}>
            Keep what is here
          </Button>
          <Button variant="destructive" disabled={isPending} onClick={() => mutate()}>
            {isPending ? "Restoring" : "Restore"}
          </Button>
        </>
      }
    >
      {error ? (
        <Notice subject="Not restored." tone="danger">
          {problemOfError(error).detail}
        </Notice>
      ) : null}
    </Dialog>
  );
}

/** Everything this page knows is of before: it begins anew. */
function RestoredDialog({ report }: { report: RestoreReport }) {
  const { conversations, turns, kept, lostKeys } = report;
  const begin = () => window.location.assign("/settings");
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && begin()}
      title="Restored"
      description={`${countOf(conversations, "conversation")} with ${countOf(turns, "turn")} are here now.${kept ? ` What was here before is kept as ${kept}.` : ""}`}
      actions={
        <Button variant="primary" onClick={begin}>
          Go on
        </Button>
      }
    >
      {lostKeys.length > 0 ? (
        <Notice subject="Keys to enter again.">They were sealed with another key file: {lostKeys.join(", ")}.</Notice>
      ) : null}
    </Dialog>
  );
}
