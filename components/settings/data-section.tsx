"use client";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { TextField } from "@/components/ui/field";
import { formatBytes } from "@/components/words/counts";
import { deleteEverything } from "@/lib/client/api";
import { problemOfError } from "@/lib/client/problem";
import { useSettings } from "@/lib/client/settings";
import { BackupRows } from "./backup-rows";
import { SettingRow } from "./setting-row";
import { SettingsSection } from "./settings-section";
import { TransferRows } from "./transfer-rows";

const words = "delete everything";

/** Where the data is, how much it is, and getting rid of it. */
export function DataSection() {
  const settings = useSettings();
  const [asking, setAsking] = useState(false);
  if (!settings) return null;
  return (
    <SettingsSection id="data" title="Data" note="Kept on the machine that runs Parley.">
      <div className="divide-y divide-line">
        <SettingRow title="Database" note={<span className="font-mono">{settings.dataLocation}</span>}>
          <span className="figures text-13 text-text-2">{formatBytes(settings.databaseBytes)}</span>
        </SettingRow>
        <TransferRows />
        <BackupRows />
        <SettingRow
          title="Delete everything"
          note="Conversations, panels, providers with their keys, settings, and the backups above. The built-in panels come back."
        >
          <Button variant="destructive" onClick={() => setAsking(true)}>
            Delete everything
          </Button>
        </SettingRow>
      </div>
      {asking ? <DeleteDialog onClose={() => setAsking(false)} /> : null}
    </SettingsSection>
  );
}

function DeleteDialog({ onClose }: { onClose: () => void }) {
  const [typed, setTyped] = useState("");
  const { mutate, isPending, error } = useMutation({
    mutationFn: () => deleteEverything(),
    // Everything this page knows is gone: it begins anew.
    onSuccess: () => window.location.assign("/"),
  });
  const isMeant = typed.trim().toLowerCase() === words;

  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title="Delete everything?"
      description="This cannot be undone. Turns that are running are stopped. Export everything first, or download a backup, if you want to keep it."
      actions={
        <>
          <Button onClick={onClose}>Keep it</Button>
          <Button variant="destructive" disabled={!isMeant || isPending} onClick={() => mutate()}>
            {isPending ? "Deleting" : "Delete everything"}
          </Button>
        </>
      }
    >
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (isMeant && !isPending) mutate();
        }}
      >
        <TextField
          label={`Type “${words}”`}
          value={typed}
          autoCapitalize="off"
          spellCheck={false}
          onChange={(event) => setTyped(event.target.value)}
          error={error ? `Nothing was deleted. ${problemOfError(error).detail}` : null}
        />
      </form>
    </Dialog>
  );
}
