"use client";
/* oxlint-disable jsx-a11y/prefer-tag-over-role -- laid out as a CSS grid, in which table tags lose their roles */

import { type CSSProperties, type KeyboardEvent, memo, useState } from "react";
import { cx } from "@/components/ui/cx";
import { Seat } from "@/components/ui/seat";
import { Spinner } from "@/components/ui/spinner";
import { currentAnswers, type TurnState } from "@/lib/core/turn";
import { KindIcon, statusTones } from "./glyphs";
import { MatrixRow } from "./matrix-row";
import { useTurnContext } from "./turn-context";
import { useDerived } from "./use-derived";
import { type Band, bandsOf, type Row } from "./view/matrix";
import type { Named } from "./view/names";
import { isBusy, type PaneStatus, paneStatus, statusWord } from "./view/pane-facts";
import { kindWords } from "./view/point-words";
import type { ViewState } from "./view-state";

type MatrixProps = {
  rows: readonly Row[];
  view: ViewState;
  /** The judge is still writing: rows stay in order of arrival, one skeleton row is last. */
  arriving: boolean;
};

const wideColumns = 5;

/** Points as rows, panelists as columns. One tab stop; arrows move over the cells. */
export const Matrix = memo(function Matrix({ rows, view, arriving }: MatrixProps) {
  const { seats } = useTurnContext();
  const [stop, setStop] = useState("0:0");
  const [stopRow, stopColumn] = stopIn(rows.length, stop);
  const index = new Map(rows.map((row, at) => [row, at]));
  const draw = (row: Row, at = index.get(row) ?? 0) => (
    <MatrixRow
      key={row.point.id}
      row={row}
      index={at}
      open={view.openPoints.includes(row.point.id)}
      followed={view.followed?.pointId === row.point.id ? view.followed : null}
      stop={at === stopRow ? stopColumn : null}
    />
  );
  return (
    <div
      className="matrix overflow-clip rounded-10 border border-line bg-surface shadow-1"
      style={matrixStyle(seats.length)}
      data-narrow={seats.length > wideColumns || undefined}
      data-arriving={arriving || undefined}
    >
      <div
        role="grid"
        tabIndex={-1}
        aria-label="Points and panelists"
        aria-busy={arriving}
        onKeyDown={(event) => moveInGrid(event, setStop)}
        onFocus={(event) => event.target.dataset.place && setStop(event.target.dataset.place)}
      >
        <Head seats={seats} />
        {arriving
          ? rows.map((row) => draw(row))
          : bandsOf(rows).map((band) => <BandRows key={band.kind} band={band} draw={draw} />)}
      </div>
      {arriving ? <SkeletonRow seats={seats.length} /> : null}
    </div>
  );
});

/** The place of the tab stop; the first statement when its row is filtered away. */
function stopIn(rows: number, stop: string): [row: number, column: number] {
  const [row = 0, column = 0] = stop.split(":").map(Number);
  return row < rows ? [row, column] : [0, 0];
}

/** What the grid needs to know; React's style type has no custom properties. */
function matrixStyle(seats: number): CSSProperties {
  return { "--seats": seats } as CSSProperties;
}

const statusesOf = (turn: TurnState): Record<string, PaneStatus> =>
  Object.fromEntries(
    currentAnswers(turn).map((answer) => [answer.panelistId, paneStatus(answer, turn.status === "running")]),
  );

function Head({ seats }: { seats: readonly Named[] }) {
  const { turnId } = useTurnContext();
  const statuses = useDerived(turnId, statusesOf);
  return (
    <div role="row" className="matrix-line matrix-head min-h-14">
      <div role="columnheader" className="pl-4 text-13 font-medium text-text-2">
        Point
      </div>
      {seats.map((seat) => {
        const status = statuses?.[seat.id] ?? "queued";
        const isFine = status === "done" || isBusy(status);
        return (
          <div key={seat.id} role="columnheader" className="flex min-w-0 items-center gap-2 pr-2" data-tip={seat.label}>
            <Seat label={seat.label} size={24} />
            <span className="cell-word min-w-0">
              <span className="block truncate text-13 font-medium">{seat.label}</span>
              <span className={cx("block truncate text-12", isFine ? "text-text-3" : statusTones[status])}>
                {isFine ? seat.role : statusWord(status)}
              </span>
            </span>
            <span className="cell-name">{seat.label}</span>
          </div>
        );
      })}
      <div role="columnheader" className="pr-1 text-center text-12 text-text-2">
        In answer
      </div>
    </div>
  );
}

function BandRows({ band, draw }: { band: Band; draw: (row: Row) => React.ReactNode }) {
  const { many, gloss } = kindWords[band.kind];
  return (
    <div role="rowgroup">
      <div role="row">
        <div
          role="gridcell"
          className="flex h-[34px] items-center gap-2 border-t border-line bg-sunken px-4 text-12 text-text-2"
        >
          <KindIcon kind={band.kind} />
          <span className="font-semibold text-text">{many}</span>
          <span className="truncate">{gloss}</span>
        </div>
      </div>
      {band.rows.map((row) => draw(row))}
    </div>
  );
}

function SkeletonRow({ seats }: { seats: number }) {
  return (
    <div aria-hidden className="matrix-line min-h-12 border-t border-line">
      <span className="flex items-center gap-3 pl-4">
        <Spinner size={14} />
        <span className="h-2.5 w-3/5 rounded-full bg-hover" />
      </span>
      {Array.from({ length: seats }, (_, index) => (
        <span key={index} className="ml-2 size-4 rounded-full bg-hover" />
      ))}
    </div>
  );
}

const steps: Record<string, readonly [row: number, column: number]> = {
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
};

function moveInGrid(event: KeyboardEvent<HTMLDivElement>, setStop: (place: string) => void): void {
  const from = event.target instanceof HTMLElement ? event.target.dataset.place : undefined;
  if (!from) return;
  const place = nextPlace(from, event.key);
  const next = place && nearestIn(event.currentTarget, place);
  if (!next?.dataset.place) return;
  event.preventDefault();
  setStop(next.dataset.place);
  next.focus();
}

/** A row with merged cells has fewer places: then the last one before the wanted column. */
function nearestIn(grid: HTMLElement, [row, column]: Place): HTMLElement | null {
  for (let at = column; at >= 0; at -= 1) {
    const found = grid.querySelector<HTMLElement>(`[data-place="${row}:${at}"]`);
    if (found) return found;
  }
  return null;
}

type Place = readonly [row: number, column: number];

function nextPlace(from: string, key: string): Place | null {
  const [row = 0, column = 0] = from.split(":").map(Number);
  if (key === "Home") return [row, 0];
  const step = steps[key];
  return step ? [row + step[0], column + step[1]] : null;
}
