"use client";

import { lazy, useMemo } from "react";
import { JudgeDisc } from "@/components/ui/judge-disc";
import { ToggleGroup } from "@/components/ui/toggle-group";
import { useMediaQuery } from "@/components/ui/use-media-query";
import { listOf } from "@/components/words/counts";
import type { DroppedPoint } from "@/lib/core/analysis";
import { KindIcon, StanceGlyph } from "./glyphs";
import { Late } from "./late";
import { Matrix } from "./matrix";
import { useTurnContext } from "./turn-context";
import { phoneQuery } from "./use-phone";
import { countRows, filterRows, type PointFilter, pointFilters, type Row } from "./view/matrix";
import { droppedReason, nameOf } from "./view/point-words";
import type { ViewState } from "./view-state";

/** Only on a phone, where the points are not what is seen first. */
const ClaimCards = lazy(async () => ({ default: (await import("./claim-cards")).ClaimCards }));

type PointsProps = {
  dropped: readonly DroppedPoint[];
  rows: readonly Row[];
  view: ViewState;
  filter: PointFilter;
  onFilter: (filter: PointFilter) => void;
};

const filterWords: Record<PointFilter, string> = {
  all: "All",
  contradictions: "Contradictions",
  unique: "Unique",
  "blind-spots": "Blind spots",
  unverified: "Unverified",
};

/** Where they agree and disagree: filters, then the matrix, or claim cards on a phone. */
export function PointsSection({ dropped, rows, view, filter, onFilter }: PointsProps) {
  const phone = useMediaQuery(phoneQuery);
  const counts = countRows(rows, dropped.length);
  const showDropped = dropped.length > 0 && (filter === "unverified" || rows.length === 0);
  const shown = useMemo(() => filterRows(rows, filter), [rows, filter]);
  return (
    <section aria-label="Where they agree and disagree">
      <div className="mb-3 flex flex-wrap items-center gap-x-4 gap-y-2">
        <h2 className="flex-1 text-16 font-semibold whitespace-nowrap max-sm:sr-only">Where they agree and disagree</h2>
        <ToggleGroup
          label="Points shown"
          look={phone ? "chips" : "plain"}
          options={filterOptions(counts, phone)}
          value={filter}
          onChange={onFilter}
          className={phone ? "-mx-4 px-4" : "-mr-1"}
        />
      </div>
      <Points rows={shown} view={view} phone={phone} />
      {rows.length === 0 && dropped.length === 0 ? <NoPoints /> : null}
      {showDropped ? <Dropped dropped={dropped} /> : null}
    </section>
  );
}

function filterOptions(counts: Record<PointFilter, number>, phone: boolean) {
  return pointFilters.map((value) => ({
    value,
    label: filterWords[value],
    count: counts[value],
    disabled: value !== "all" && counts[value] === 0,
    ...(phone && value === "contradictions" ? { icon: <KindIcon kind="contradictions" /> } : {}),
  }));
}

function Points({ rows, view, phone }: { rows: Row[]; view: ViewState; phone: boolean }) {
  if (rows.length === 0) return null;
  if (phone)
    return (
      <Late>
        <ClaimCards rows={rows} view={view} />
      </Late>
    );
  return (
    <>
      <Matrix rows={rows} view={view} arriving={false} />
      <Legend />
    </>
  );
}

function NoPoints() {
  return (
    <div className="flex items-center gap-3 rounded-10 border border-line bg-surface px-4 py-5">
      <JudgeDisc size={24} />
      <p className="text-13 text-text-2">The judge found no point to compare.</p>
    </div>
  );
}

function Dropped({ dropped }: { dropped: readonly DroppedPoint[] }) {
  const { seats } = useTurnContext();
  return (
    <div className="mt-3 rounded-10 border border-line bg-surface">
      <h3 className="flex h-9 items-center gap-2 px-4 text-12">
        <StanceGlyph glyph="unverified" size={14} />
        <span className="font-semibold">Left out</span>
        <span className="truncate text-text-2">points that did not stand up to checking</span>
      </h3>
      <ul>
        {dropped.map((point, index) => (
          <li key={index} className="border-t border-line px-4 py-3">
            <p className="border-l-3 border-dotted border-line-control pl-3.5 text-14 [overflow-wrap:anywhere]">
              The judge says
              {point.panelistIds.length > 0 ? ` of ${listOf(point.panelistIds.map((id) => nameOf(id, seats)))}` : ""}:{" "}
              {point.says || point.topic}
            </p>
            <p className="mt-1.5 pl-[17px] text-12 text-attention">Not shown as a point: {droppedReason(point)}.</p>
          </li>
        ))}
      </ul>
    </div>
  );
}

function Legend() {
  return (
    <p aria-hidden className="mt-2.5 flex flex-wrap gap-x-5 gap-y-1.5 px-4 text-12 text-text-3">
      <LegendItem glyph="supports" words="Supports" />
      <LegendItem glyph="contradicts" words="Contradicts" />
      <LegendItem glyph="partly" words="Partly" />
      <LegendItem glyph="silent" words="Silent, says nothing on it" />
      <LegendItem glyph="unverified" words="Unverified, the quoted words are not in the answer and do not count" />
    </p>
  );
}

function LegendItem({ glyph, words }: { glyph: Parameters<typeof StanceGlyph>[0]["glyph"]; words: string }) {
  return (
    <span className="inline-flex items-center gap-1.5">
      <StanceGlyph glyph={glyph} size={14} />
      {words}
    </span>
  );
}
