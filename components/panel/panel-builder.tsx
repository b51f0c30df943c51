"use client";
import { ChevronRight } from "lucide-react";
import Link from "next/link";
import { useMemo, useRef } from "react";
import { TopBar } from "@/components/conversation/top-bar";
import { Button } from "@/components/ui/button";
import { useKeys } from "@/components/ui/keys";
import type { SavedPanel } from "@/lib/core/api";
import { type Builder, BuilderContext } from "./builder-context";
import { EstimateBox } from "./estimate-box";
import { noteFamilies } from "./families";
import { JudgeSection } from "./judge-section";
import { LeaveDialog } from "./leave-dialog";
import { CapSection, QuorumSection } from "./limits-section";
import { PanelTitle } from "./panel-title";
import { PolicySection } from "./policy-section";
import { SeatsSection } from "./seats-section";
import { ToolsSection } from "./tools-section";
import { useCatalog } from "./use-catalog";
import { useLeaveGuard } from "./use-leave-guard";
import { usePanelDraft } from "./use-panel-draft";

/** Making or changing one saved panel; null makes a new one. */
export function PanelBuilder({ panel }: { panel: SavedPanel | null }) {
  const { draft, change, isDirty, isSaving, save, discard, problemAt } = usePanelDraft(panel);
  const catalog = useCatalog().data;
  const guard = useLeaveGuard(isDirty);
  const page = useRef<HTMLDivElement>(null);
  const families = useMemo(() => noteFamilies(draft, catalog), [draft, catalog]);
  const builder: Builder = { draft, change, catalog, families, problemAt };

  function saveOrShow(): true {
    // After the message is drawn: the first field that is wrong gets the focus.
    if (!save()) requestAnimationFrame(() => focusProblem(page.current));
    return true;
  }

  useKeys([
    { keys: "mod+s", does: "Save the panel", shown: "Ctrl S", run: () => saveOrShow() },
    { keys: "n", does: "New conversation", shown: "N", run: () => isDirty && guard.holdBack("/") },
  ]);

  return (
    <>
      <TopBar
        actions={
          <BuilderActions
            isDirty={isDirty}
            canSave={!isSaving && (isDirty || panel === null)}
            isSaving={isSaving}
            onDiscard={discard}
            onSave={saveOrShow}
          />
        }
      >
        <Breadcrumb name={draft.name.trim() || "New panel"} />
      </TopBar>
      <BuilderContext value={builder}>
        <div ref={page} className="@container mx-auto w-full max-w-[1200px] px-4 pt-6 pb-16 sm:px-10">
          <div className="grid grid-cols-1 gap-x-10 gap-y-8 @min-[900px]:grid-cols-[minmax(0,1fr)_340px]">
            <PanelTitle isNew={panel === null} />
            <div className="grid min-w-0 grid-cols-1 content-start gap-8">
              <SeatsSection />
              <JudgeSection />
            </div>
            <div className="grid min-w-0 grid-cols-1 content-start gap-6">
              <ToolsSection />
              <QuorumSection />
              <CapSection />
              <PolicySection />
              <EstimateBox />
            </div>
          </div>
        </div>
      </BuilderContext>
      <LeaveDialog guard={guard} onDiscard={discard} />
    </>
  );
}

function focusProblem(page: HTMLElement | null): void {
  page?.querySelector<HTMLElement>('[aria-invalid="true"], [data-invalid] button')?.focus();
}

type BuilderActionsProps = {
  isDirty: boolean;
  isSaving: boolean;
  canSave: boolean;
  onDiscard: () => void;
  onSave: () => void;
};

function BuilderActions({ isDirty, isSaving, canSave, onDiscard, onSave }: BuilderActionsProps) {
  return (
    <div className="mr-2 flex items-center gap-1 sm:mr-4">
      {isDirty ? (
        <>
          <span className="mr-2 text-13 text-text-2 max-sm:sr-only">Unsaved changes</span>
          <Button variant="quiet" onClick={onDiscard}>
            Discard
          </Button>
        </>
      ) : null}
      <Button variant="primary" disabled={!canSave} onClick={onSave}>
        {isSaving ? "Saving" : "Save panel"}
      </Button>
    </div>
  );
}

function Breadcrumb({ name }: { name: string }) {
  return (
    <nav aria-label="Breadcrumb" className="flex min-w-0 items-center gap-2 max-sm:justify-center sm:pl-2">
      <Link href="/panels" className="shrink-0 rounded-4 font-normal text-text-2 hover:text-text max-sm:hidden">
        Panels
      </Link>
      <ChevronRight aria-hidden size={14} strokeWidth={1.75} className="shrink-0 text-text-3 max-sm:hidden" />
      <span aria-current="page" className="truncate">
        {name}
      </span>
    </nav>
  );
}
