"use client";
import { type QueryClient, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { toast } from "@/components/ui/toast";
import { countOf } from "@/components/words/counts";
import { deletePanel, reorderPanels, restorePanel } from "@/lib/client/api";
import { duplicatePanel, importPanelFile } from "@/lib/client/panel-actions";
import { problemOfError } from "@/lib/client/problem";
import { panelsQuery } from "@/lib/client/queries";
import { queryKeys } from "@/lib/client/query-keys";
import type { PanelList, SavedPanel } from "@/lib/core/api";
import { moveItem } from "./draft-reducer";

const undoFor = 10_000;

/** The saved panels and what can be done with them. Changes show at once; a refusal puts them back and says why. */
export function usePanelList() {
  const client = useQueryClient();
  const panels = useQuery(panelsQuery).data?.panels;
  const refresh = () => client.invalidateQueries({ queryKey: queryKeys.panels });
  const fail = (words: string) => (error: unknown) =>
    toast({ kind: "error", title: `${words} ${problemOfError(error).detail}`, key: words });

  const reorder = useMutation({
    mutationFn: (panelIds: readonly string[]) => reorderPanels(panelIds),
    onError: fail("The order was not saved."),
    onSettled: refresh,
  });
  const duplicate = useMutation({
    mutationFn: (panel: SavedPanel) => duplicatePanel(panel.panelId),
    onSuccess: (copy) => toast({ kind: "success", title: `“${copy.name}” added at the end`, key: "panel-copied" }),
    onError: fail("The panel was not duplicated."),
    onSettled: refresh,
  });
  const restore = useMutation({
    mutationFn: (panelId: string) => restorePanel(panelId),
    onError: fail("The panel was not restored."),
    onSettled: refresh,
  });
  const remove = useMutation({
    mutationFn: (panel: SavedPanel) => deletePanel(panel.panelId),
    onMutate: (panel) => setPanels(client, (known) => known.filter(({ panelId }) => panelId !== panel.panelId)),
    onSuccess: (_nothing, { name, panelId }) =>
      toast({
        title: `“${name}” deleted`,
        duration: undoFor,
        action: { label: "Undo", onSelect: () => restore.mutate(panelId) },
      }),
    onError: fail("The panel was not deleted."),
    onSettled: refresh,
  });

  function move(panelId: string, to: number): void {
    if (!panels) return;
    const from = panels.findIndex((panel) => panel.panelId === panelId);
    const moved = moveItem(panels, from, to);
    setPanels(client, () => moved);
    reorder.mutate(moved.map((panel) => panel.panelId));
  }

  return {
    panels,
    move,
    duplicate: (panel: SavedPanel) => duplicate.mutate(panel),
    remove: (panel: SavedPanel) => remove.mutate(panel),
  };
}

function setPanels(client: QueryClient, change: (panels: SavedPanel[]) => SavedPanel[]): void {
  client.setQueryData<PanelList>(queryKeys.panels, (known) => known && { ...known, panels: change(known.panels) });
}

/** Imports a panel file; says what came in, or which panel and field is wrong. */
export function useImportPanels() {
  const client = useQueryClient();
  const { mutate, isPending } = useMutation({
    mutationFn: async (file: File) => importPanelFile(readJson(await file.text())),
    onSuccess: ({ panels }) => toast({ kind: "success", title: tellImported(panels), key: "panels-imported" }),
    onError: (error) => toast({ kind: "error", title: tellRefused(error), key: "panels-imported" }),
    onSettled: () => client.invalidateQueries({ queryKey: queryKeys.panels }),
  });
  return { importFile: (file: File) => mutate(file), isImporting: isPending };
}

class NotJson extends Error {
  override readonly name = "NotJson";
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new NotJson();
  }
}

function tellImported(panels: readonly SavedPanel[]): string {
  const [only] = panels;
  return panels.length === 1 && only ? `“${only.name}” imported` : `${countOf(panels.length, "panel")} imported`;
}

function tellRefused(error: unknown): string {
  if (error instanceof NotJson)
    return "This file is not JSON. Choose a file that Parley exported. Nothing was imported.";
  return problemOfError(error).detail;
}
