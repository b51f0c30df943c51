"use client";

import { ChevronDown } from "lucide-react";
import { useState } from "react";
import { cx } from "@/components/ui/cx";
import { JudgeDisc } from "@/components/ui/judge-disc";
import { Seat } from "@/components/ui/seat";
import type { View } from "@/lib/core/analysis";
import { StanceGlyph } from "./glyphs";
import { OrderNote } from "./order-mark";
import { PointActions } from "./point-actions";
import { PointNotes } from "./point-notes";
import { Quote, UnverifiedSaying } from "./quote";
import { RebuttalReply } from "./reply";
import { useTurnContext } from "./turn-context";
import { cellWord } from "./view/cell-word";
import type { Cell, Row } from "./view/matrix";
import { judgeHeading, judgeReasoning, nameOf } from "./view/point-words";
import type { Followed } from "./view-state";

/** An open claim card: what each panelist says, what the judge makes of it, and what can be done. */
export function CardBody({ row, followed }: { row: Row; followed: Followed | null }) {
  const { point } = row;
  const order: Cell["type"][] = ["stance", "unverified", "absent", "silent"];
  const cells = row.cells.toSorted((a, b) => order.indexOf(a.cell.type) - order.indexOf(b.cell.type));
  return (
    <div className="settle-in">
      {point.kind === "blind_spots"
        ? null
        : cells.map(({ panelistId, cell }) => (
            <div key={panelistId} className="border-t border-line px-4 py-3.5">
              <CellHead panelistId={panelistId} cell={cell} />
              {cell.type === "stance" ? <CardQuote row={row} view={cell.view} followed={followed} /> : null}
              <RebuttalReply point={point} panelistId={panelistId} />
              {cell.type === "unverified" ? (
                <div className="mt-3">
                  <UnverifiedSaying view={cell.view} />
                </div>
              ) : null}
            </div>
          ))}
      <CardReasoning row={row} />
      <div className="px-4 pb-3 empty:hidden">
        <OrderNote order={point.order} />
        <PointNotes point={point} />
        <PointActions point={point} />
      </div>
    </div>
  );
}

function CardQuote({ row, view, followed }: { row: Row; view: View; followed: Followed | null }) {
  return (
    <div className="mt-3">
      <Quote point={row.point} view={view} followed={followed} named={false} />
    </div>
  );
}

function CellHead({ panelistId, cell }: { panelistId: string; cell: Cell }) {
  const { seats } = useTurnContext();
  const label = nameOf(panelistId, seats);
  const isQuiet = cell.type === "silent" || cell.type === "absent";
  return (
    <p className={cx("flex items-center gap-2 text-13", isQuiet ? "text-text-3" : "font-semibold")}>
      <StanceGlyph glyph={cell.type === "stance" ? cell.stance : cell.type} />
      <span className="flex-1">{cellWord(cell)}</span>
      <Seat label={label} size={20} />
      <span className="font-normal text-text-2">{label}</span>
    </p>
  );
}

function CardReasoning({ row }: { row: Row }) {
  const { seats } = useTurnContext();
  const [open, setOpen] = useState(row.point.kind === "blind_spots");
  const reasoning = judgeReasoning(row.point);
  if (!reasoning) return null;
  return (
    <div className="border-t border-line">
      <button
        type="button"
        aria-expanded={open}
        onClick={() => setOpen(!open)}
        className="flex min-h-12 w-full items-center gap-2.5 px-4 text-left text-13 font-medium"
      >
        <JudgeDisc size={20} />
        <span className="flex-1">{judgeHeading(row.point, seats)}</span>
        <ChevronDown aria-hidden size={16} strokeWidth={1.75} className={cx("text-text-2", open && "rotate-180")} />
      </button>
      {open ? <p className="prose-face px-4 pb-4 text-15 [overflow-wrap:anywhere]">{reasoning}</p> : null}
    </div>
  );
}
