"use client";

import { ChevronDown } from "lucide-react";
import { useState } from "react";
import { cx } from "@/components/ui/cx";
import { JudgeDisc } from "@/components/ui/judge-disc";
import { Seat } from "@/components/ui/seat";
import type { View } from "@/lib/core/analysis";
import { DecidedLine } from "./decided-line";
import { rowId } from "./element-ids";
import { KindIcon, StanceGlyph } from "./glyphs";
import { OrderGlyph, OrderNote } from "./order-mark";
import { PointActions } from "./point-actions";
import { PointNotes } from "./point-detail";
import { Quote, UnverifiedSaying } from "./quote";
import { RebuttalReply } from "./reply";
import { useTurnContext } from "./turn-context";
import type { Cell, Row } from "./view/matrix";
import { judgeHeading, judgeReasoning, kindWords, nameOf, stanceWords } from "./view/point-words";
import { isDropped } from "./view/ruling-words";
import type { Followed, ViewState } from "./view-state";

/** The points on a phone: one card each; open, one block for each panelist with its quote. */
export function ClaimCards({ rows, view }: { rows: readonly Row[]; view: ViewState }) {
  return (
    <div className="flex flex-col gap-3">
      {rows.map((row) => (
        <ClaimCard
          key={row.point.id}
          row={row}
          open={view.openPoints.includes(row.point.id)}
          followed={view.followed?.pointId === row.point.id ? view.followed : null}
        />
      ))}
    </div>
  );
}

function ClaimCard({ row, open, followed }: { row: Row; open: boolean; followed: Followed | null }) {
  const { turnId, change } = useTurnContext();
  const { point } = row;
  return (
    <article
      id={rowId(turnId, point.id)}
      data-point={point.id}
      data-kind={point.kind}
      className="rounded-12 border border-line bg-surface"
    >
      <h3>
        <button
          type="button"
          data-statement
          aria-expanded={open}
          onClick={() => change({ type: "toggle-point", pointId: point.id })}
          className="flex w-full items-start gap-3 p-4 text-left"
        >
          <span className="min-w-0 flex-1">
            <span className="mb-1 flex items-center gap-1.5 text-12 text-text-3">
              <KindIcon kind={point.kind} />
              {kindWords[point.kind].one} {row.number}
            </span>
            <span className="block text-16 font-semibold [overflow-wrap:anywhere]">
              <span className={cx(isDropped(point) && "text-text-3 line-through")}>{point.topic}</span>
              <OrderGlyph order={point.order} />
              <DecidedLine point={point} />
            </span>
            {open ? null : <span className="mt-1 block text-13 text-text-2">{countsOf(row)}</span>}
          </span>
          <ChevronDown
            aria-hidden
            size={16}
            strokeWidth={1.75}
            className={cx("mt-0.5 shrink-0 text-text-2 transition-transform duration-[180ms]", open && "rotate-180")}
          />
        </button>
      </h3>
      {open ? <CardBody row={row} followed={followed} /> : null}
    </article>
  );
}

function CardBody({ row, followed }: { row: Row; followed: Followed | null }) {
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
      <span className="flex-1">{wordOf(cell)}</span>
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

function wordOf(cell: Cell): string {
  switch (cell.type) {
    case "stance":
      return stanceWords[cell.stance];
    case "unverified":
      return "Unverified";
    case "silent":
      return "Silent";
    case "absent":
      return cell.word;
  }
}

const countedFirst = ["Supports", "Contradicts", "Partly", "Unverified"];

/** "2 support, 1 contradicts, 1 silent". */
function countsOf(row: Row): string {
  if (row.point.kind === "blind_spots") return "No answer covers this";
  const counts = new Map(countedFirst.map((word) => [word, 0]));
  for (const { cell } of row.cells) counts.set(wordOf(cell), (counts.get(wordOf(cell)) ?? 0) + 1);
  return [...counts]
    .filter(([, count]) => count > 0)
    .map(([word, count]) => `${count} ${inCount(word, count)}`)
    .join(", ");
}

function inCount(word: string, count: number): string {
  const small = word.toLowerCase();
  return count > 1 && (small === "supports" || small === "contradicts") ? small.slice(0, -1) : small;
}
