"use client";

import { cx } from "@/components/ui/cx";
import { Seat } from "@/components/ui/seat";
import type { TurnState } from "@/lib/core/turn";
import type { Shown } from "./compare-dialog";
import { KindIcon, StanceGlyph } from "./glyphs";
import { useTurnContext } from "./turn-context";
import type { Comparison, Pair } from "./view/compare-verdicts";
import { cellWord, changeWords } from "./view/compare-words";
import type { Cell, Row } from "./view/matrix";
import { nameOf } from "./view/point-words";

type PointsProps = { turn: TurnState; comparison: Comparison; numbers: readonly [number, number]; shown: Shown };

const gridClass = "sm:grid sm:grid-cols-[minmax(0,1fr)_auto_auto_minmax(0,210px)] sm:items-center sm:gap-x-6";

/** The points of two verdicts in three groups: changed, only in one, the same. */
export function ComparedPoints({ turn, comparison, numbers, shown }: PointsProps) {
  const groups = [
    { title: "Changed", pairs: comparison.changed },
    { title: "Only in one", pairs: comparison.onlyInOne },
    { title: "Same", pairs: comparison.same },
  ].filter(({ pairs }) => pairs.length > 0);
  if (groups.length === 0) return null;
  return (
    <div className="shrink-0 overflow-hidden rounded-10 border border-line bg-surface">
      {shown === "both" ? <Head turn={turn} numbers={numbers} /> : null}
      {groups.map(({ title, pairs }) => (
        <section key={title} aria-label={title} className="border-t border-line first:border-t-0">
          <h3 className="flex h-[34px] items-center gap-2 bg-sunken px-4 text-12">
            <span className="font-semibold">{title}</span>
            <span className="figures text-text-2">{pairs.length}</span>
          </h3>
          <ul>
            {pairs.map((pair) => (
              <PairRow
                key={`${pair.first?.point.id}-${pair.second?.point.id}`}
                pair={pair}
                numbers={numbers}
                shown={shown}
              />
            ))}
          </ul>
        </section>
      ))}
    </div>
  );
}

function Head({ turn, numbers }: { turn: TurnState; numbers: readonly [number, number] }) {
  const { seats } = useTurnContext();
  return (
    <div aria-hidden className={cx("px-4 py-2.5 text-12 text-text-2", gridClass)}>
      <span className="self-end">Point</span>
      {numbers.map((number) => (
        <span key={number} className="flex flex-col gap-1.5">
          Verdict {number}
          <span className="flex">
            {turn.panel.panelists.map(({ id }) => (
              <span key={id} className={cx("flex justify-center", slotClass(turn.panel.panelists.length))}>
                <Seat label={nameOf(id, seats)} size={20} />
              </span>
            ))}
          </span>
        </span>
      ))}
      <span className="self-end">What changed</span>
    </div>
  );
}

function PairRow({ pair, numbers, shown }: { pair: Pair; numbers: readonly [number, number]; shown: Shown }) {
  const { seats } = useTurnContext();
  const row = shown === "first" ? (pair.first ?? pair.second) : (pair.second ?? pair.first);
  if (!row) return null;
  const words = changeWords(pair, seats, numbers);
  return (
    <li className={cx("border-t border-line px-4 py-2.5", gridClass)}>
      <p className="flex min-w-0 gap-2.5 text-14 font-medium [overflow-wrap:anywhere]">
        <span className="mt-[3px] text-text-2">
          <KindIcon kind={row.point.kind} />
        </span>
        {row.point.topic}
      </p>
      {shown === "second" ? null : <Strip row={pair.first} pair={pair} number={numbers[0]} />}
      {shown === "first" ? null : <Strip row={pair.second} pair={pair} number={numbers[1]} />}
      <p className="text-13 text-text-2 [overflow-wrap:anywhere] empty:hidden max-sm:mt-1.5">
        {pair.change ? <span className="font-medium text-attention sm:hidden">Changed: </span> : null}
        {words}
      </p>
    </li>
  );
}

function Strip({ row, pair, number }: { row: Row | null; pair: Pair; number: number }) {
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
            className={cx(
              "flex size-6 items-center justify-center rounded-6",
              pair.changedSeats.includes(panelistId) && "bg-mark",
            )}
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

function slotClass(seats: number): string {
  return seats > 5 ? "w-6" : "w-8";
}
