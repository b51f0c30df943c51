import { labelOfModel, type ModelLabels } from "@/components/conversation/model-label";
import type { Panelist } from "@/lib/core/panel";
import type { TurnState } from "@/lib/core/turn";

/** What a panelist is called on screen. */
function panelistLabel(panelist: Panelist, labels: ModelLabels): string {
  return panelist.label || labelOfModel(panelist.model, labels);
}

export type Named = { id: string; label: string; role: string; model: string };

/** The seats of a turn in order, with the names a reader sees. The role is the first sentence of the instructions. */
export function namedPanelists(panel: TurnState["panel"], labels: ModelLabels): Named[] {
  return panel.panelists.map((panelist) => ({
    id: panelist.id,
    label: panelistLabel(panelist, labels),
    role: roleTitle(panelist.role),
    model: panelist.model,
  }));
}

const longestRole = 40;

function roleTitle(role: string): string {
  const first = role.split(/[.\n:;]/)[0]?.trim() ?? "";
  return first.length > longestRole ? `${first.slice(0, longestRole - 1).trimEnd()}…` : first;
}

/** Whether any model of this turn is scripted. */
export function isDemo(panel: TurnState["panel"]): boolean {
  return [...panel.panelists.map((panelist) => panelist.model), panel.judge.model].some((model) =>
    model.startsWith("demo:"),
  );
}
