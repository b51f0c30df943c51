"use client";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { download } from "@/components/conversation/download";
import { Button } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import { archiveUrl, importFile } from "@/lib/client/data-transfer";
import { problemOfError } from "@/lib/client/problem";
import { FileButton } from "./file-button";
import { importWords } from "./import-words";
import { SettingRow } from "./setting-row";

/** Everything out as a file, and files in. */
export function TransferRows() {
  const client = useQueryClient();
  const { mutate, isPending, data, error } = useMutation({
    mutationFn: importFile,
    onSuccess: () => client.invalidateQueries(),
  });
  return (
    <>
      <SettingRow
        title="Export everything"
        note="Conversations, panels and settings in one file that Parley imports, here or elsewhere. Without keys, and without the temporary conversations of programs."
      >
        <Button onClick={() => download(archiveUrl)}>Export everything</Button>
      </SettingRow>
      <SettingRow
        title="Import"
        note="A conversation as JSON, a panel file, or an export of everything. All of a file comes in or nothing; what is here stays."
      >
        <FileButton
          words="Import a file"
          label="File to import"
          accept=".json,.jsonl,application/json"
          busy={isPending ? "Importing" : null}
          onFile={(file) => mutate(file)}
        />
        <output className="block basis-full empty:hidden">
          {data && !isPending ? <p className="text-13">{importWords(data)}</p> : null}
          {error && !isPending ? (
            <Notice subject="Not imported." tone="danger">
              {problemOfError(error).detail}
            </Notice>
          ) : null}
        </output>
      </SettingRow>
    </>
  );
}
