"use client";
import { useQuery } from "@tanstack/react-query";
import { ArrowDown, ArrowUp, CopyPlus, Download, Ellipsis, Pencil, Trash2 } from "lucide-react";
import Link from "next/link";
import { cx } from "@/components/ui/cx";
import { IconButton } from "@/components/ui/icon-button";
import { JudgeDisc } from "@/components/ui/judge-disc";
import { Menu, type MenuEntry } from "@/components/ui/menu";
import { Seat } from "@/components/ui/seat";
import { formatDollarRange } from "@/components/words/money";
import { panelExportUrl } from "@/lib/client/panel-actions";
import { estimateQuery } from "@/lib/client/queries";
import type { SavedPanel } from "@/lib/core/api";
import type { ModelCatalog } from "@/lib/core/api-providers";
import { DragHandle } from "./drag-handle";
import { lookUpModel } from "./model-book";
import { Caution } from "./model-line";
import type { useReorder } from "./use-reorder";

type PanelRowProps = {
  panel: SavedPanel;
  place: { index: number; last: number };
  catalog: ModelCatalog | undefined;
  reorder: ReturnType<typeof useReorder>;
  onMove: (to: number) => void;
  onDuplicate: () => void;
  onDelete: () => void;
};

const icon = { size: 16, strokeWidth: 1.75, "aria-hidden": true } as const;

/** One saved panel: its name, who sits on it, who judges, what a turn usually costs. */
export function PanelRow({ panel, place, catalog, reorder, onMove, onDuplicate, onDelete }: PanelRowProps) {
  return (
    <li
      {...reorder.rowProps(panel.panelId)}
      className={cx(
        "flex items-center gap-3 py-3 pr-2 pl-2.5 first:rounded-t-10 last:rounded-b-10",
        reorder.dragging === panel.panelId && "relative z-10 bg-raised shadow-3",
      )}
    >
      <DragHandle name={panel.name} {...reorder.handleProps(panel.panelId)} />
      <div className="grid min-w-0 flex-1 items-center gap-x-6 gap-y-2 sm:grid-cols-[minmax(0,1fr)_auto_176px]">
        <div className="min-w-0">
          <h2 className="flex items-baseline gap-2 text-14">
            <Link
              href={`/panels/${panel.panelId}`}
              className="truncate rounded-4 font-semibold underline-offset-2 hover:underline"
            >
              {panel.name}
            </Link>
            {panel.builtIn ? <span className="shrink-0 text-12 font-normal text-text-3">Built in</span> : null}
          </h2>
          {panel.description ? <p className="line-clamp-2 text-13 text-text-2">{panel.description}</p> : null}
        </div>
        <Roster panel={panel} catalog={catalog} />
        <div className="text-12 text-text-2 sm:text-right">
          <Readiness panel={panel} catalog={catalog} />
        </div>
      </div>
      <Menu
        label={`Actions for ${panel.name}`}
        align="end"
        items={listActions(panel, place, { onMove, onDuplicate, onDelete })}
        trigger={(props) => <IconButton {...props} label={`More for ${panel.name}`} icon={<Ellipsis {...icon} />} />}
      />
    </li>
  );
}

type Known = Pick<PanelRowProps, "panel" | "catalog">;

function Roster({ panel, catalog }: Known) {
  const judge = lookUpModel(panel.judge.model, catalog);
  return (
    <div className="flex items-center gap-1.5">
      <ul aria-label="Panelists" className="flex gap-1">
        {panel.panelists.map(({ id, label, model }) => (
          <li key={id} className="flex">
            <Seat named size={24} label={label || lookUpModel(model, catalog).label} />
          </li>
        ))}
      </ul>
      <span aria-hidden className="mx-1 h-5 w-px bg-line-strong" />
      <JudgeDisc size={24} label={`${judge.label} judges`} />
    </div>
  );
}

/** What a turn usually costs, or why it could not be run now. */
function Readiness({ panel, catalog }: Known) {
  const estimate = useQuery(estimateQuery(panel.panelId, "", null)).data;
  const models = [panel.judge.model, ...panel.panelists.map(({ model }) => model)];
  const troubles = models.map((model) => lookUpModel(model, catalog).trouble).filter(Boolean);
  const [trouble] = troubles;
  if (trouble === "provider not connected") return <Caution>Provider not connected</Caution>;
  if (trouble) return <Caution>{troubles.length === 1 ? "1 model" : `${troubles.length} models`} not listed</Caution>;
  if (!estimate) return null;
  if (!estimate.costUsd) return "Cost unknown";
  if (estimate.costUsd.high === 0) return "Free";
  return (
    <>
      Usually <span className="figures text-text">{formatDollarRange(estimate.costUsd)}</span>
    </>
  );
}

type RowActions = Pick<PanelRowProps, "onMove" | "onDuplicate" | "onDelete">;

function listActions(panel: SavedPanel, { index, last }: PanelRowProps["place"], actions: RowActions): MenuEntry[] {
  return [
    { label: "Edit", href: `/panels/${panel.panelId}`, icon: <Pencil {...icon} /> },
    { label: "Duplicate", icon: <CopyPlus {...icon} />, onSelect: actions.onDuplicate },
    {
      label: "Export",
      icon: <Download {...icon} />,
      // The answer is an attachment: the page stays.
      onSelect: () => window.location.assign(panelExportUrl([panel.panelId])),
    },
    {
      label: "Move up",
      icon: <ArrowUp {...icon} />,
      disabled: index === 0,
      onSelect: () => actions.onMove(index - 1),
    },
    {
      label: "Move down",
      icon: <ArrowDown {...icon} />,
      disabled: index === last,
      onSelect: () => actions.onMove(index + 1),
    },
    "separator",
    { label: "Delete", icon: <Trash2 {...icon} />, destructive: true, onSelect: actions.onDelete },
  ];
}
