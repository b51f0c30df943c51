"use client";
import { ArrowDown, ArrowUp, CopyPlus, Ellipsis, SlidersHorizontal, Trash2 } from "lucide-react";
import { useId } from "react";
import { cx } from "@/components/ui/cx";
import { IconButton } from "@/components/ui/icon-button";
import { announce } from "@/components/ui/live-region";
import { Menu, type MenuEntry } from "@/components/ui/menu";
import { Seat as SeatMark } from "@/components/ui/seat";
import { toast } from "@/components/ui/toast";
import { countOf } from "@/components/words/counts";
import { maxPanelists } from "@/lib/core/panel-rules";
import { useBuilder } from "./builder-context";
import type { Seat } from "./draft";
import { DragHandle } from "./drag-handle";
import { entryPrice, lookUpModel, type ModelEntry } from "./model-book";
import { Caution, ModelLine } from "./model-line";
import { RoleLine } from "./role-line";
import { SeatEditor } from "./seat-editor";
import { isAllowed } from "./seat-trouble";
import type { useReorder } from "./use-reorder";

type SeatRowProps = {
  seat: Seat;
  index: number;
  reorder: ReturnType<typeof useReorder>;
  open: boolean;
  onOpen: (open: boolean) => void;
  onMove: (key: string, to: number) => void;
};

const icon = { size: 16, strokeWidth: 1.75, "aria-hidden": true } as const;

/** One panelist: who, as what, at which price; its details unfold under it. */
export function SeatRow({ seat, index, reorder, open, onOpen, onMove }: SeatRowProps) {
  const { catalog } = useBuilder();
  const entry = lookUpModel(seat.model, catalog);
  const label = seat.label || entry.label;
  const editorId = useId();
  return (
    <li
      {...reorder.rowProps(seat.key)}
      className={cx("first:rounded-t-10", reorder.dragging === seat.key && "relative z-10 bg-raised shadow-3")}
    >
      <div className="flex min-h-[60px] items-center gap-2 py-2.5 pr-2 pl-2.5">
        <DragHandle name={label} {...reorder.handleProps(seat.key)} />
        <SeatMark label={label} size={32} />
        <div className="ml-1 min-w-0 flex-1">
          <ModelLine label={label} name={seat.model} />
          <RoleLine role={seat.role} />
          <span className="mt-1 flex flex-wrap gap-x-3 sm:hidden">
            <SeatFacts seat={seat} entry={entry} />
          </span>
        </div>
        <span className="hidden shrink-0 items-center gap-6 sm:flex">
          <SeatFacts seat={seat} entry={entry} />
        </span>
        <span className="flex shrink-0">
          <IconButton
            label={`Details of ${label}`}
            icon={<SlidersHorizontal {...icon} />}
            aria-expanded={open}
            aria-controls={open ? editorId : undefined}
            onClick={() => onOpen(!open)}
          />
          <SeatMenu seat={seat} index={index} label={label} onMove={onMove} />
        </span>
      </div>
      {open ? <SeatEditor id={editorId} seat={seat} index={index} entry={entry} /> : null}
    </li>
  );
}

function SeatFacts({ seat, entry }: { seat: Seat; entry: ModelEntry }) {
  const { families, draft } = useBuilder();
  const facts = listFacts(seat);
  const trouble =
    entry.trouble || (isAllowed(seat.model, draft.dataPolicy.allowedProviders) ? "" : "not allowed below");
  const family = trouble ? undefined : families.seats[seat.key];
  return (
    <>
      {trouble ? <Caution>{trouble}</Caution> : null}
      {family ? <span className="text-12 text-text-2">{family}</span> : null}
      {facts ? <span className="text-12 text-text-2">{facts}</span> : null}
      <span className="figures text-13 text-text-2 sm:min-w-20 sm:text-right">{entryPrice(entry)}</span>
    </>
  );
}

function listFacts({ reasoningEffort, temperature, maxOutputTokens, webTools, mcpServers = [] }: Seat): string {
  const facts: string[] = [];
  if (!webTools) facts.push("no web tools");
  if (mcpServers.length > 0) facts.push(countOf(mcpServers.length, "MCP server"));
  if (reasoningEffort) facts.push(`effort ${reasoningEffort}`);
  if (temperature !== null && !Number.isNaN(temperature)) facts.push(`temperature ${temperature}`);
  if (maxOutputTokens) facts.push(`${countOf(maxOutputTokens, "token")} at most`);
  return facts.join(", ");
}

function SeatMenu({ seat, index, label, onMove }: Pick<SeatRowProps, "seat" | "index" | "onMove"> & { label: string }) {
  const { draft, change } = useBuilder();
  const last = draft.seats.length - 1;
  const full = draft.seats.length >= maxPanelists;

  function remove(): void {
    change({ type: "seat-removed", key: seat.key });
    toast({
      title: `${label} removed from the panel`,
      key: "seat-removed",
      duration: 10_000,
      action: { label: "Undo", onSelect: () => change({ type: "seat-restored", seat, index }) },
    });
  }

  const items: MenuEntry[] = [
    {
      label: "Duplicate seat",
      detail: full ? "A panel has at most 8 panelists" : "The same model answers twice",
      icon: <CopyPlus {...icon} />,
      disabled: full,
      onSelect: () => {
        change({ type: "seat-duplicated", key: seat.key });
        announce(`${label} duplicated, ${draft.seats.length + 1} of up to ${maxPanelists}`);
      },
    },
    {
      label: "Move up",
      icon: <ArrowUp {...icon} />,
      disabled: index === 0,
      onSelect: () => onMove(seat.key, index - 1),
    },
    {
      label: "Move down",
      icon: <ArrowDown {...icon} />,
      disabled: index === last,
      onSelect: () => onMove(seat.key, index + 1),
    },
    "separator",
    {
      label: "Remove",
      icon: <Trash2 {...icon} />,
      destructive: last > 0,
      disabled: last === 0,
      ...(last === 0 && { detail: "A panel needs at least one panelist" }),
      onSelect: remove,
    },
  ];
  return (
    <Menu
      label={`Actions for ${label}`}
      align="end"
      items={items}
      trigger={(props) => <IconButton {...props} label={`More for ${label}`} icon={<Ellipsis {...icon} />} />}
    />
  );
}
