"use client";
import { useQuery } from "@tanstack/react-query";
import { useDeferredValue } from "react";
import { formatDollarRange, formatSecondRange } from "@/components/panel/format";
import { cx } from "@/components/ui/cx";
import type { PanelChoice } from "@/lib/client/panel-choice";
import { estimateQuery } from "@/lib/client/queries";
import type { Estimate } from "@/lib/core/api";

type EstimateLineProps = {
  panel: PanelChoice;
  question: string;
  conversationId: string | null;
  /** Whether a model of the panel is scripted. */
  isDemo: boolean;
  /** Without the time, where there is little room. */
  costOnly?: boolean;
};

/** What a turn usually costs and takes; in the attention colour when the spending cap could stop it. */
export function EstimateLine({ panel, question, conversationId, isDemo, costOnly }: EstimateLineProps) {
  const { data, isError } = useQuery(estimateQuery(panel, useDeferredValue(question), conversationId));
  if (isDemo) return <span className="text-text-2">Demo: scripted answers</span>;
  if (isError) return <span className="text-text-3">Cost unknown</span>;
  if (!data) return null;
  const { lead, figures, why } = estimateWords(data, costOnly ?? false);
  return (
    <span data-tip={why ?? undefined} className={cx("figures", data.capCouldStop ? "text-attention" : "text-text-2")}>
      {lead ? <span className={data.capCouldStop ? "" : "text-text-3"}>{lead} </span> : null}
      {figures}
      {why ? <span className="sr-only">. {why}</span> : null}
    </span>
  );
}

type EstimateWords = { lead: string; figures: string; why: string | null };

/** "Usually $0.09 to $0.22 · 30 to 60 s", and why the figure needs attention. */
export function estimateWords(estimate: Estimate, costOnly: boolean): EstimateWords {
  const { costUsd, seconds } = estimate;
  const time = seconds && !costOnly ? ` · ${formatSecondRange(seconds)}` : "";
  if (costUsd === null) return { lead: "", figures: `Cost unknown${time}`, why: whyUnknown(estimate) };
  const isFree = costUsd.high === 0;
  return {
    lead: "Usually",
    figures: `${isFree ? "free" : formatDollarRange(costUsd)}${time}`,
    why: estimate.capCouldStop ? capWords(estimate) : null,
  };
}

function whyUnknown(estimate: Estimate): string {
  const count = estimate.unpriced.length;
  const models =
    count === 1 ? `The price of ${estimate.unpriced[0]} is unknown.` : `${count} models have no known price.`;
  return estimate.capCouldStop ? `${models} ${capWords(estimate)}` : models;
}

function capWords({ capUsd }: Estimate): string {
  return `The spending cap of $${(capUsd ?? 0).toFixed(2)} could stop it.`;
}
