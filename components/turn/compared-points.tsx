"use client";

import { ChevronDown } from "lucide-react";
import { cx } from "@/components/ui/cx";
import { Seat } from "@/components/ui/seat";
import type { Shown, Side } from "./compare-dialog";
import { ComparedStrip, slotClass } from "./compared-strip";
import { KindIcon, StanceGlyph } from "./glyphs";
import { useTurnContext } from "./turn-context";
import type { Comparison, Pair } from "./view/compare-verdicts";
import { changeWords } from "./view/compare-words";
import { comparedRowId } from "./view/compared-row-id";
import { nameOf } from "./view/point-words";

type PointsProps = {
  comparison: Comparison;
  sides: readonly [Side, Side];
  shown: Shown;
  /** Whether all points that are the same are listed, or only the first of many. */
  unfolded: boolean;
  onUnfold: () => void;
};

const gridClass = "sm:grid sm:grid-cols-[minmax(0,1fr)_auto_auto_minmax(0,210px)] sm:items-center sm:gap-x-6";
const firstSame = 3;

/** The points of two verdicts in three groups: changed, only in one, the same. */
export function ComparedPoints({ comparison, sides, shown, unfolded, onUnfold }: PointsProps) {
  const { changed, onlyInOne, same } = comparison;
  // A fold that hides one row would take its place.
  const folded = unfolded || same.length <= firstSame + 1 ? 0 : same.length - firstSame;
  const groups = [
    { title: "Changed", count: changed.length, pairs: changed },
    { title: "Only in one", count: onlyInOne.length, pairs: onlyInOne },
    { title: "Same", count: same.length, pairs: same.slice(0, same.length - folded) },
  ].filter(({ count }) => count > 0);
  if (groups.length === 0) return null;
  return (
    <>
      <div className="shrink-0 overflow-hidden rounded-10 border border-line bg-surface">
        {shown === "both" ? <Head sides={sides} /> : null}
        {groups.map(({ title, count, pairs }) => (
          <section key={title} aria-label={title} className="border-t border-line first:border-t-0">
            <h3 className="flex h-[34px] items-center gap-2 bg-sunken px-4 text-12">
              <span className="font-semibold">{title}</span>
              <span className="figures text-text-2">{count}</span>
            </h3>
            <ul>
              {pairs.map((pair) => (
                <PairRow
                  key={`${pair.first?.point.id}-${pair.second?.point.id}`}
                  pair={pair}
                  sides={sides}
                  shown={shown}
                />
              ))}
            </ul>
          </section>
        ))}
        {folded > 0 ? <MoreSame count={folded} onUnfold={onUnfold} /> : null}
      </div>
      <Legend />
    </>
  );
}

function MoreSame({ count, onUnfold }: { count: number; onUnfold: () => void }) {
  return (
    <button
      type="button"
      onClick={onUnfold}
      className="flex min-h-10 w-full items-center gap-2.5 border-t border-line px-4 text-left text-13 text-text-2 hover:bg-hover focus-visible:-outline-offset-2"
    >
      <ChevronDown aria-hidden size={16} strokeWidth={1.75} />
      {count} more that are the same
    </button>
  );
}

function Head({ sides }: { sides: readonly [Side, Side] }) {
  const { seats } = useTurnContext();
  return (
    <div aria-hidden className={cx("px-4 py-2.5 text-12 text-text-2", gridClass)}>
      <span className="self-end">Point</span>
      {sides.map(({ number }) => (
        <span key={number} className="flex flex-col gap-1.5">
          Verdict {number}
          <span className="flex">
            {seats.map(({ id }) => (
              <span key={id} className={cx("flex justify-center", slotClass(seats.length))}>
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

type RowProps = { pair: Pair; sides: readonly [Side, Side]; shown: Shown };

function PairRow({ pair, sides: [one, other], shown }: RowProps) {
  const { seats } = useTurnContext();
  const row = shown === "first" ? (pair.first ?? pair.second) : (pair.second ?? pair.first);
  if (!row) return null;
  const words = changeWords(pair, seats, [one.number, other.number]);
  return (
    <li
      id={rowIdOf(pair, one, "first")}
      tabIndex={-1}
      className={cx("border-t border-line px-4 py-2.5 focus-visible:-outline-offset-2", gridClass)}
    >
      <p
        id={rowIdOf(pair, other, "second")}
        tabIndex={-1}
        className="flex min-w-0 gap-2.5 text-14 font-medium [overflow-wrap:anywhere]"
      >
        <span className="mt-[3px] text-text-2">
          <KindIcon kind={row.point.kind} />
        </span>
        <PairNumber pair={pair} />
        {row.point.topic}
      </p>
      {shown === "second" ? null : <ComparedStrip row={pair.first} pair={pair} number={one.number} />}
      {shown === "first" ? null : <ComparedStrip row={pair.second} pair={pair} number={other.number} />}
      <p className="text-13 [overflow-wrap:anywhere] empty:hidden max-sm:mt-1.5">
        {pair.change ? <span className="font-medium text-attention sm:hidden">Changed: </span> : null}
        {words}
      </p>
    </li>
  );
}

function rowIdOf(pair: Pair, { verdict }: Side, place: "first" | "second"): string | undefined {
  const point = pair[place]?.point;
  return point && comparedRowId(verdict.id, point.id);
}

/** The number of a point, or both where the verdicts count differently: the chips of each answer show its own. */
function PairNumber({ pair: { first, second } }: { pair: Pair }) {
  const numbers = [...new Set([first?.number, second?.number].filter((number) => number !== undefined))];
  return (
    <span className="figures mt-px min-w-5 shrink-0 text-right text-13 font-normal whitespace-nowrap text-text-3">
      {numbers.length > 1 ? (
        <>
          <span aria-hidden>{numbers.join(" / ")}</span>
          <span className="sr-only">{`${numbers[0]} in the one, ${numbers[1]} in the other`}</span>
        </>
      ) : (
        numbers[0]
      )}
    </span>
  );
}

function Legend() {
  return (
    <p aria-hidden className="mt-2.5 flex shrink-0 flex-wrap gap-x-5 gap-y-1.5 px-4 text-12 text-text-2">
      {(["supports", "contradicts", "partly", "silent", "unverified"] as const).map((glyph) => (
        <span key={glyph} className="inline-flex items-center gap-1.5 capitalize">
          <StanceGlyph glyph={glyph} size={14} />
          {glyph}
        </span>
      ))}
      <span className="inline-flex items-center gap-1.5">
        <span className="w-3.5 text-center">·</span>
        Not judged, or cut off
      </span>
      <span className="inline-flex items-center gap-1.5">
        <span className="size-3.5 rounded-4 bg-mark" />
        Changed
      </span>
    </p>
  );
}
