import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import type { PanelInput } from "@/lib/core/panel";
import { readEstimate } from "./api";
import { queryKeys } from "./query-keys";

/**
 * What a turn of a panel that is not saved would cost and take; asked only when `panel` is sound. Words are left out of
 * the question, so that typing a name or a role asks nothing.
 */
export function panelEstimateQuery(panel: PanelInput, isSound: boolean) {
  const wordless = withoutWords(panel);
  return queryOptions({
    queryKey: [...queryKeys.estimates, "panel", wordless] as const,
    queryFn: ({ signal }) => readEstimate({ panel: wordless }, signal),
    placeholderData: keepPreviousData,
    staleTime: 60_000,
    retry: false,
    enabled: isSound,
  });
}

/** Roles and instructions are a few hundred tokens beside several thousand. */
function withoutWords(panel: PanelInput): PanelInput {
  return {
    ...panel,
    name: "Estimate",
    description: "",
    panelists: panel.panelists.map((panelist) => ({ ...panelist, label: "", role: "" })),
    judge: { ...panel.judge, instructions: "" },
    ...(panel.synthesizer && { synthesizer: { ...panel.synthesizer, instructions: "" } }),
  };
}
