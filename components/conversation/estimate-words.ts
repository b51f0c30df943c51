import { formatDollarRange } from "@/components/words/money";
import { formatSecondRange } from "@/components/words/time";
import type { Estimate } from "@/lib/core/api";

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
