"use client";
import { type QueryClient, useMutation, useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useEffect, useReducer, useRef, useState } from "react";
import { toast } from "@/components/ui/toast";
import { createPanel, replacePanel } from "@/lib/client/api";
import { problemOfError } from "@/lib/client/problem";
import { queryKeys } from "@/lib/client/query-keys";
import type { PanelList, SavedPanel } from "@/lib/core/api";
import { type Draft, draftOf, emptyDraft, isSameDraft, panelInputOf } from "./draft";
import { type DraftProblem, findProblems } from "./draft-problems";
import { changeDraft, type DraftAction } from "./draft-reducer";
import { shelveDraft, shelvedDraft } from "./draft-shelf";

/** The draft of one page, what is wrong with it, and saving it. `panel` null = a new one. */
export function usePanelDraft(panel: SavedPanel | null) {
  const page = panel?.panelId ?? "new";
  const client = useQueryClient();
  const [saved, setSaved] = useState(() => (panel ? draftOf(newestOf(client, panel)) : emptyDraft()));
  const [draft, dispatch] = useReducer(changeDraft, saved);
  const [tried, setTried] = useState(false);
  const [refused, setRefused] = useState<DraftProblem[]>([]);
  const { send, isSaving } = useSave(panel, setRefused);
  const isDirty = !isSameDraft(draft, saved);
  useShelf(page, isDirty ? draft : null, dispatch);

  const problems = [...findProblems(draft), ...refused];

  function change(action: DraftAction): void {
    setRefused([]);
    dispatch(action);
  }

  /** False when something must be put right first. */
  function save(): boolean {
    setTried(true);
    if (findProblems(draft).length > 0) return false;
    if (!isSaving) send(draft, { onSuccess: () => setSaved(draft) });
    return true;
  }

  return {
    draft,
    change,
    isDirty,
    isSaving,
    save,
    discard: () => {
      change({ type: "replaced", draft: saved });
      setTried(false);
    },
    problemAt: (path: string) =>
      problems.find((problem) => problem.path === path && (tried || !isDemand(problem)))?.message,
  };
}

/** Going back in the browser brings a page as it was drawn then; the list may know a later save. */
function newestOf(client: QueryClient, panel: SavedPanel): SavedPanel {
  const known = client.getQueryData<PanelList>(queryKeys.panels)?.panels;
  const same = known?.find(({ panelId }) => panelId === panel.panelId);
  return same && same.updatedAt > panel.updatedAt ? same : panel;
}

/** Puts a panel that was just saved into the list. */
function keepInList(client: QueryClient, stored: SavedPanel): void {
  client.setQueryData<PanelList>(
    queryKeys.panels,
    (known) =>
      known && { ...known, panels: known.panels.map((panel) => (panel.panelId === stored.panelId ? stored : panel)) },
  );
}

/** What is only missing is not called wrong before the first try to save. */
function isDemand({ path }: DraftProblem): boolean {
  return path === "name" || path === "panelists" || path === "judge.model";
}

/** Creates or replaces the panel; a refusal is shown at its field, or in a toast when it has none. */
function useSave(panel: SavedPanel | null, onRefused: (problems: DraftProblem[]) => void) {
  const client = useQueryClient();
  const router = useRouter();
  const { mutate, isPending } = useMutation({
    mutationFn: (draft: Draft) => {
      const input = panelInputOf(draft);
      return panel ? replacePanel(panel.panelId, input) : createPanel(input);
    },
    onSuccess: (stored) => {
      keepInList(client, stored);
      void client.invalidateQueries({ queryKey: queryKeys.panels });
      void client.invalidateQueries({ queryKey: queryKeys.estimates });
      toast({ kind: "success", title: `“${stored.name}” saved`, key: "panel-saved" });
      if (!panel) router.replace(`/panels/${stored.panelId}`);
    },
    onError: (error) => {
      const problem = problemOfError(error);
      if (problem.code === "conflict") return onRefused([{ path: "name", message: problem.detail }]);
      onRefused(problem.errors ?? []);
      toast({ kind: "error", title: `The panel was not saved. ${problem.detail}`, key: "panel-saved" });
    },
  });
  return { send: mutate, isSaving: isPending };
}

/** Keeps an unsaved draft when the page is left and brings it back. */
function useShelf(page: string, unsaved: Draft | null, dispatch: (action: DraftAction) => void): void {
  const latest = useRef(unsaved);
  useEffect(() => {
    latest.current = unsaved;
  });
  useEffect(() => {
    const left = shelvedDraft(page);
    if (left) dispatch({ type: "replaced", draft: left });
    shelveDraft(page, null);
    return () => shelveDraft(page, latest.current);
  }, [page, dispatch]);
}
