import type { ModelLabels } from "@/components/conversation/model-label";
import type { TurnState } from "@/lib/core/turn";
import { reportOf, type TurnReport } from "./report";

/** A whole conversation as it is printed. `exportedAt` in ms since the epoch. */
export type ConversationReport = { title: string; exportedAt: number; turns: TurnReport[] };

/** What an export starts from: the conversation, and the names of the models in it. */
export type ReportSource = {
  title: string;
  exportedAt: number;
  turns: readonly TurnState[];
  labelOf: (model: string) => string | null;
};

export function conversationReport({ title, exportedAt, turns, labelOf }: ReportSource): ConversationReport {
  return {
    title: title || "Untitled conversation",
    exportedAt,
    turns: turns.map((turn) => reportOf(turn, labelsOf(turn, labelOf))),
  };
}

function labelsOf(turn: TurnState, labelOf: ReportSource["labelOf"]): ModelLabels {
  const models = [
    ...turn.panel.panelists.map(({ model }) => model),
    ...turn.answers.flatMap(({ model, resolvedModel }) => [model, resolvedModel ?? model]),
    ...turn.verdicts.map(({ judge }) => judge.model),
  ];
  return Object.fromEntries(
    models.flatMap((model) => {
      const label = labelOf(model);
      return label === null ? [] : [[model, label]];
    }),
  );
}

/** "26 November 2026, 10:44 UTC": a file is read anywhere. */
export function dayAndTime(milliseconds: number): string {
  const date = new Date(milliseconds);
  const day = date.toLocaleDateString("en-GB", { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" });
  return `${day}, ${date.toISOString().slice(11, 16)} UTC`;
}
