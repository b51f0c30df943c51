"use client";

import { ChevronDown } from "lucide-react";
import { cx } from "@/components/ui/cx";
import { DecidedLine } from "./decided-line";
import { rowId } from "./element-ids";
import { KindIcon } from "./glyphs";
import { OpenCard } from "./open-point";
import { OrderGlyph } from "./order-mark";
import { useTurnContext } from "./turn-context";
import { cellWord } from "./view/cell-word";
import type { Row } from "./view/matrix";
import { kindWords } from "./view/point-words";
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
      {open ? <OpenCard row={row} followed={followed} /> : null}
    </article>
  );
}

const countedFirst = ["Supports", "Contradicts", "Partly", "Unverified"];

/** "2 support, 1 contradicts, 1 silent". */
function countsOf(row: Row): string {
  if (row.point.kind === "blind_spots") return "No answer covers this";
  const counts = new Map(countedFirst.map((word) => [word, 0]));
  for (const { cell } of row.cells) counts.set(cellWord(cell), (counts.get(cellWord(cell)) ?? 0) + 1);
  return [...counts]
    .filter(([, count]) => count > 0)
    .map(([word, count]) => `${count} ${inCount(word, count)}`)
    .join(", ");
}

function inCount(word: string, count: number): string {
  const small = word.toLowerCase();
  return count > 1 && (small === "supports" || small === "contradicts") ? small.slice(0, -1) : small;
}
