import type { StoredEvent } from "@/lib/core/events";
import { currentVerdict, isActive, type TurnState } from "@/lib/core/turn";
import { fusionResultOf } from "./fusion-result";
import { wireModel } from "./wire-model";

/** An event of `response.fusion_call.*` without its item and number (contract section 4). */
export type FusionEvent = { type: string } & Record<string, unknown>;

const event = (type: string, fields: Record<string, unknown> = {}): FusionEvent => ({
  type: `response.fusion_call.${type}`,
  ...fields,
});

/**
 * What a stored event of a panel is for a program that reads the Responses API; `turn` has it already. `panelist_id` tells
 * two seats of one model apart. Parley's own additions: `panel.tool`, `analysis.point`, `synthesis.in_progress`.
 */
export function fusionEventsOf(stored: StoredEvent, turn: TurnState): FusionEvent[] {
  switch (stored.type) {
    case "answer-started":
      return [event("panel.added", seatOf(stored, turn))];
    case "answer-delta":
      return [event("panel.delta", { ...seatOf(stored, turn), delta: stored.text })];
    case "answer-reasoning-delta":
      return [event("panel.reasoning.delta", { ...seatOf(stored, turn), delta: stored.text })];
    case "answer-tool-called":
      return [event("panel.tool", { ...seatOf(stored, turn), tool: stored.tool, input: stored.input })];
    case "answer-ended":
    case "answer-failed":
      return [settled(stored, turn)];
    case "verdict-started": {
      const judge = wireModel(stored.judge);
      return [event("analysis.in_progress", { analyst_model: judge, judge_model: judge })];
    }
    case "point-added": {
      const point = fusionResultOf(turn).claims?.find(({ id }) => id === stored.point.id);
      return point ? [event("analysis.point", { point })] : [];
    }
    case "analysis-ended": {
      const { analysis } = fusionResultOf(turn);
      return analysis ? [event("analysis.completed", { analysis })] : [];
    }
    case "synthesis-started":
      return [event("synthesis.in_progress", { model: wireModel(writerOf(turn)) })];
    default:
      return [];
  }
}

type OfSeat = { panelistId: string };

function seatOf({ panelistId }: OfSeat, { panel }: TurnState) {
  const seat = panel.panelists.find(({ id }) => id === panelistId);
  return { model: wireModel(seat?.model ?? panelistId), panelist_id: panelistId };
}

/** Completed when its words count, failed when they do not. */
function settled(of: OfSeat & { attempt: number }, turn: TurnState): FusionEvent {
  const seat = seatOf(of, turn);
  const answer = turn.answers.find(({ panelistId, attempt }) => panelistId === of.panelistId && attempt === of.attempt);
  if (answer && isActive(answer)) return event("panel.completed", { ...seat, content: answer.text });
  const failed = fusionResultOf(turn).failed_models?.find(({ panelist_id: id }) => id === of.panelistId);
  const { error = "No answer.", status_code: code } = failed ?? {};
  return event("panel.failed", { ...seat, error, ...(code ? { status_code: code } : {}) });
}

function writerOf(turn: TurnState): string {
  return currentVerdict(turn)?.finalAnswer.model ?? turn.panel.synthesizer.model ?? turn.panel.judge.model;
}
