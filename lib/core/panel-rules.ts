import type { ModelName } from "./ids";
import type { Panel } from "./panel";

// No zod here: the browser reads these rules on every page.

export const maxPanelists = 8;

/** Splits `provider:model-id` at the first colon; a bare id has no provider. */
export function splitModelName(name: ModelName): { provider: string | null; model: string } {
  const colon = name.indexOf(":");
  return colon < 0 ? { provider: null, model: name } : { provider: name.slice(0, colon), model: name.slice(colon + 1) };
}

/** The model that writes the final answer of a panel. */
export function synthesizerModel(panel: Pick<Panel, "judge" | "synthesizer">): ModelName {
  return panel.synthesizer.model ?? panel.judge.model;
}

/** Answers that close the collection, for N seats (judge.md section 4). */
export function quorumOf(limits: Panel["limits"], seats: number): number {
  if (limits.quorum === "all") return seats;
  if (limits.quorum === "auto") return seats === 1 ? 1 : Math.max(2, Math.ceil(0.6 * seats));
  return Math.min(limits.quorum, seats);
}
