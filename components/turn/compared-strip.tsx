"use client";

import { cx } from "@/components/ui/cx";
import { Seat } from "@/components/ui/seat";
import { StanceGlyph } from "./glyphs";
import { useTurnContext } from "./turn-context";
import type { Pair } from "./view/compare-verdicts";
import { cellWord } from "./view/compare-words";
import type { Cell, Row } from "./view/matrix";
import { nameOf } from "./view/point-words";

/** What each panelist says to one point in one of two verdicts; changed cells have the marker behind them. */
export function ComparedStrip({ row, pair, number }: { row: Row | null; pair: Pair; number: number }) {
  const { seats } = useTurnContext();
  const count = seats.length;
  if (!row) {
    return (
      <p className="text-12 text-text-2 max-sm:mt-1.5">
        <span className="sr-only">Verdict {number}: </span>not listed
        <span aria-hidden className="flex h-0 overflow-hidden max-sm:hidden">
          {seats.map(({ id }) => (
            <span key={id} className={slotClass(count)} />
          ))}
        </span>
      </p>
    );
  }
  const words = row.cells.map(({ panelistId, cell }) => `${nameOf(panelistId, seats)} ${cellWord(cell)}`);
  return (
    <p className="flex max-sm:mt-1.5 max-sm:flex-wrap max-sm:gap-x-3">
      <span className="sr-only">
        Verdict {number}: {words.join(", ")}.
      </span>
      {row.cells.map(({ panelistId, cell }) => (
        <span
          key={panelistId}
          aria-hidden
          data-tip={`${nameOf(panelistId, seats)}: ${cellWord(cell)}`}
          className={cx("flex h-7 items-center justify-center max-sm:w-auto max-sm:gap-0.5", slotClass(count))}
        >
          <Seat label={nameOf(panelistId, seats)} size={20} className="sm:hidden" />
          <span
            data-changed={pair.changedSeats.includes(panelistId) || undefined}
            className="flex size-6 items-center justify-center rounded-6 data-changed:bg-mark"
          >
            <CellGlyph cell={cell} />
          </span>
        </span>
      ))}
    </p>
  );
}

function CellGlyph({ cell }: { cell: Cell }) {
  if (cell.type === "stance") return <StanceGlyph glyph={cell.stance} />;
  if (cell.type === "absent" && cell.tone !== "danger") return <span className="text-12 text-text-3">·</span>;
  return <StanceGlyph glyph={cell.type} {...(cell.type === "absent" ? { className: "text-danger" } : {})} />;
}

/** One column for each panelist, the same in the head and in every row. */
export function slotClass(seats: number): string {
  return seats > 5 ? "w-6" : "w-8";
}
