"use client";
import { useQuery } from "@tanstack/react-query";
import { useDeferredValue } from "react";
import { cx } from "@/components/ui/cx";
import type { PanelChoice } from "@/lib/client/panel-choice";
import { estimateQuery } from "@/lib/client/queries";
import { estimateWords } from "./estimate-words";
import { type ModeChoice, wholePanel } from "./mode";

type EstimateLineProps = {
  panel: PanelChoice;
  question: string;
  conversationId: string | null;
  /** Whether a model of the panel is scripted. */
  isDemo: boolean;
  /** Who answers; absent = the whole panel. */
  choice?: ModeChoice;
  /** Without the time, where there is little room. */
  costOnly?: boolean;
};

/** What a turn usually costs and takes; in the attention colour when the spending cap could stop it. */
export function EstimateLine({
  panel,
  question,
  conversationId,
  isDemo,
  choice = wholePanel,
  costOnly = false,
}: EstimateLineProps) {
  const { data, isError } = useQuery(estimateQuery(panel, useDeferredValue(question), conversationId, choice));
  if (isDemo) return <span className="text-text-2">Demo: scripted answers</span>;
  if (isError) return <span className="text-text-3">Cost unknown</span>;
  if (!data) return null;
  return <Words {...estimateWords(data, costOnly)} isAlarming={data.capCouldStop} />;
}

type WordsProps = ReturnType<typeof estimateWords> & { isAlarming: boolean };

function Words({ lead, figures, why, isAlarming }: WordsProps) {
  return (
    <span data-tip={why ?? undefined} className={cx("figures", isAlarming ? "text-attention" : "text-text-2")}>
      {lead ? <span className={isAlarming ? "" : "text-text-3"}>{lead} </span> : null}
      {figures}
      {why ? <span className="sr-only">. {why}</span> : null}
    </span>
  );
}
