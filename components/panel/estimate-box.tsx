"use client";
import { useQuery } from "@tanstack/react-query";
import { Check, TriangleAlert } from "lucide-react";
import { useDeferredValue } from "react";
import { countOf } from "@/components/words/counts";
import { formatDollarRange, formatDollars } from "@/components/words/money";
import { formatSecondRange } from "@/components/words/time";
import { estimateQuery } from "@/lib/client/queries";
import type { Estimate } from "@/lib/core/api";
import { useBuilder } from "./builder-context";
import { findProblems } from "./draft-problems";
import { withoutWords } from "./wordless";

/** What a turn of this panel usually costs and takes, and whether its models are independent of each other. */
export function EstimateBox() {
  const { draft, families } = useBuilder();
  const settled = useDeferredValue(draft);
  const isSound = findProblems({ ...settled, name: "Estimate" }).length === 0;
  const { data, isError } = useQuery({
    ...estimateQuery(withoutWords(settled), "", null),
    enabled: isSound,
  });
  const estimate = isSound ? data : undefined;
  return (
    <section aria-label="Estimate" className="rounded-10 border border-line bg-sunken px-4 py-3.5 text-13">
      <dl className="grid gap-1.5">
        <Row term="A usual turn" value={isSound ? writeCost(estimate, isError) : "–"} />
        <Row term="Takes" value={isSound ? writeTime(estimate, isError) : "–"} />
      </dl>
      {estimate ? <CostNotes estimate={estimate} /> : null}
      {families.summary ? (
        <div className="mt-3 grid gap-1.5 border-t border-line-strong/60 pt-3 text-12 text-text-2">
          <p className="flex gap-2">
            {families.warnings.length === 0 ? (
              <Check aria-hidden size={16} strokeWidth={1.75} className="shrink-0" />
            ) : (
              <TriangleAlert aria-hidden size={16} strokeWidth={1.75} className="shrink-0 text-attention" />
            )}
            {families.summary}
          </p>
          {families.warnings.map((warning) => (
            <p key={warning} className="pl-6">
              {warning}
            </p>
          ))}
        </div>
      ) : null}
    </section>
  );
}

function Row({ term, value }: { term: string; value: string }) {
  return (
    <div className="flex justify-between gap-4">
      <dt>{term}</dt>
      <dd className="figures text-right font-semibold">{value}</dd>
    </div>
  );
}

function CostNotes({ estimate: { unpriced, capCouldStop, capUsd } }: { estimate: Estimate }) {
  if (unpriced.length === 0 && !capCouldStop) return null;
  return (
    <div className="mt-2 grid gap-1 text-12">
      {unpriced.length > 0 ? (
        <p className="text-text-2">{countOf(unpriced.length, "model")} without a known price</p>
      ) : null}
      {capCouldStop && capUsd !== null ? (
        <p className="flex gap-2 text-text-2">
          <TriangleAlert aria-hidden size={16} strokeWidth={1.75} className="shrink-0 text-attention" />
          The cap of {formatDollars(capUsd)} could stop a turn
        </p>
      ) : null}
    </div>
  );
}

function writeCost(estimate: Estimate | undefined, failed: boolean): string {
  if (!estimate) return failed ? "Unknown" : "";
  if (estimate.costUsd === null) return "Unknown";
  return estimate.costUsd.high === 0 ? "Free" : formatDollarRange(estimate.costUsd);
}

function writeTime(estimate: Estimate | undefined, failed: boolean): string {
  if (!estimate) return failed ? "Unknown" : "";
  return estimate.seconds === null ? "Unknown" : formatSecondRange(estimate.seconds);
}
