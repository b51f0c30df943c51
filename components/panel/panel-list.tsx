"use client";
import { Download, Plus, Upload } from "lucide-react";
import { type ChangeEvent, useRef } from "react";
import { TopBar } from "@/components/conversation/top-bar";
import { Button, ButtonLink, buttonClass } from "@/components/ui/button";
import { announce } from "@/components/ui/live-region";
import { panelExportUrl } from "@/lib/client/panel-actions";
import { FileDrop } from "./file-drop";
import { PanelRow } from "./panel-row";
import { useCatalog } from "./use-catalog";
import { useImportPanels, usePanelList } from "./use-panel-list";
import { useReorder } from "./use-reorder";

const icon = { size: 16, strokeWidth: 1.75, "aria-hidden": true } as const;

/** All saved panels in the order in which they are offered. */
export function PanelsPage() {
  const { panels = [], move, duplicate, remove } = usePanelList();
  const { importFile, isImporting } = useImportPanels();
  const catalog = useCatalog().data;
  const reorder = useReorder({ keys: panels.map((panel) => panel.panelId), onMove: moveAndTell });

  function moveAndTell(panelId: string, to: number): void {
    move(panelId, to);
    announce(`Panel ${to + 1} of ${panels.length}`);
  }

  return (
    <FileDrop words="Drop a panel file to import it" onFile={importFile}>
      <TopBar
        actions={
          <ButtonLink href="/panels/new" variant="primary" className="mr-2 sm:mr-4" icon={<Plus {...icon} />}>
            New panel
          </ButtonLink>
        }
      >
        <span className="sm:pl-2">Panels</span>
      </TopBar>
      <div className="mx-auto w-full max-w-[1200px] px-4 pt-6 pb-16 sm:px-10">
        <div className="mb-6 flex flex-wrap items-end justify-between gap-x-6 gap-y-3">
          <div>
            <h1 className="title-face text-26">Panels</h1>
            <p className="mt-1 text-13 text-text-2">Who answers, who judges, and within which limits.</p>
          </div>
          <div className="flex gap-1 max-sm:-ml-3.5 sm:-mr-3.5">
            <ImportButton busy={isImporting} onFile={importFile} />
            {panels.length > 0 ? (
              <a href={panelExportUrl()} download className={buttonClass({ variant: "quiet" })}>
                <Download {...icon} />
                Export all
              </a>
            ) : null}
          </div>
        </div>
        {panels.length === 0 ? (
          <NoPanels />
        ) : (
          <ol className="divide-y divide-line rounded-10 border border-line bg-surface">
            {panels.map((panel, index) => (
              <PanelRow
                key={panel.panelId}
                panel={panel}
                place={{ index, last: panels.length - 1 }}
                catalog={catalog}
                reorder={reorder}
                onMove={(to) => moveAndTell(panel.panelId, to)}
                onDuplicate={() => duplicate(panel)}
                onDelete={() => remove(panel)}
              />
            ))}
          </ol>
        )}
      </div>
    </FileDrop>
  );
}

function ImportButton({ busy, onFile }: { busy: boolean; onFile: (file: File) => void }) {
  const input = useRef<HTMLInputElement>(null);

  function read(event: ChangeEvent<HTMLInputElement>): void {
    const file = event.target.files?.[0];
    // The same file may be chosen again after it was corrected.
    event.target.value = "";
    if (file) onFile(file);
  }

  return (
    <>
      <input
        ref={input}
        type="file"
        accept=".json,application/json"
        aria-label="Panel file"
        tabIndex={-1}
        className="sr-only"
        onChange={read}
      />
      <Button variant="quiet" disabled={busy} icon={<Upload {...icon} />} onClick={() => input.current?.click()}>
        {busy ? "Importing" : "Import"}
      </Button>
    </>
  );
}

function NoPanels() {
  return (
    <div className="py-10">
      <p className="font-serif text-18">No panels yet</p>
      <p className="mt-1 mb-4 text-13 text-text-2">A panel names the models that answer and the one that judges.</p>
      <ButtonLink href="/panels/new" variant="primary" icon={<Plus {...icon} />}>
        New panel
      </ButtonLink>
    </div>
  );
}
