"use client";
/* oxlint-disable jsx-a11y/prefer-tag-over-role -- laid out as a CSS grid, in which table tags lose their roles */

import { Check, ChevronRight } from "lucide-react";
import { memo } from "react";
import { cx } from "@/components/ui/cx";
import { DecidedLine } from "./decided-line";
import { rowId } from "./element-ids";
import { StanceGlyph } from "./glyphs";
import { MatrixCell } from "./matrix-cell";
import { OpenRow } from "./open-point";
import { OrderGlyph } from "./order-mark";
import { useTurnContext } from "./turn-context";
import type { Row } from "./view/matrix";
import { isDropped } from "./view/ruling-words";
import type { Followed } from "./view-state";

type RowProps = {
  row: Row;
  /** Counted from 0 over the rows on the screen, for the arrow keys. */
  index: number;
  open: boolean;
  followed: Followed | null;
  /** The column of the grid's tab stop; null = it is in another row. */
  stop: number | null;
};

/** One point: its statement, what each panelist says to it, and, open, the quotes. */
export const MatrixRow = memo(function MatrixRow({ row, index, open, followed, stop }: RowProps) {
  const { turnId } = useTurnContext();
  const detailId = `detail-${turnId}-${row.point.id}`;
  return (
    <>
      <div
        role="row"
        id={rowId(turnId, row.point.id)}
        data-point={row.point.id}
        data-kind={row.point.kind}
        className="matrix-line border-t border-line"
      >
        <div role="rowheader" className="min-w-0">
          <Statement row={row} index={index} open={open} controls={detailId} stop={stop} />
        </div>
        <Cells row={row} index={index} followed={followed} stop={stop} />
        <div role="gridcell" className="flex justify-center text-text-2">
          {row.inAnswer ? (
            <>
              <Check aria-hidden size={16} strokeWidth={1.75} />
              <span className="sr-only">In the final answer</span>
            </>
          ) : null}
        </div>
      </div>
      {open ? (
        <div role="row" className="settle-in">
          <div
            role="gridcell"
            id={detailId}
            aria-colspan={row.cells.length + 2}
            className="px-4 pt-2 pb-6 sm:pl-16 lg:pr-6"
          >
            <OpenRow point={row.point} followed={followed} />
          </div>
        </div>
      ) : null}
    </>
  );
});

function Cells({ row, index, followed, stop }: Omit<RowProps, "open">) {
  if (row.point.kind === "blind_spots") {
    return (
      <div role="gridcell" aria-colspan={row.cells.length} style={{ gridColumn: `span ${row.cells.length}` }}>
        <span className="flex h-7 min-w-0 items-center gap-2 px-2 text-13 text-text-3">
          <StanceGlyph glyph="silent" />
          <span className="truncate">No answer covers this</span>
        </span>
      </div>
    );
  }
  return row.cells.map(({ panelistId, cell }, column) => {
    return (
      <div key={panelistId} role="gridcell" className="min-w-0">
        <MatrixCell
          row={row}
          panelistId={panelistId}
          cell={cell}
          followed={followed}
          place={`${index}:${column + 1}`}
          tabIndex={stop === column + 1 ? 0 : -1}
        />
      </div>
    );
  });
}

type StatementProps = { row: Row; index: number; open: boolean; controls: string; stop: number | null };

function Statement({ row, index, open, controls, stop }: StatementProps) {
  const { change } = useTurnContext();
  return (
    <h3>
      <button
        type="button"
        data-place={`${index}:0`}
        data-statement
        tabIndex={stop === 0 ? 0 : -1}
        aria-expanded={open}
        aria-controls={open ? controls : undefined}
        onClick={() => change({ type: "toggle-point", pointId: row.point.id })}
        className="flex min-h-12 w-full items-center gap-2 py-2 pl-4 text-left text-14 focus-visible:-outline-offset-2"
      >
        <ChevronRight
          aria-hidden
          size={16}
          strokeWidth={1.75}
          className={cx("shrink-0 text-text-2 transition-transform duration-[180ms]", open && "rotate-90")}
        />
        <span className="figures w-5 shrink-0 text-right text-13 text-text-3">{row.number}</span>
        <span className={cx("min-w-0 pr-3 [overflow-wrap:anywhere]", open && "font-semibold")}>
          <span className={cx(isDropped(row.point) && "text-text-3 line-through")}>{row.point.topic}</span>
          <OrderGlyph order={row.point.order} />
          <DecidedLine point={row.point} />
        </span>
      </button>
    </h3>
  );
}
