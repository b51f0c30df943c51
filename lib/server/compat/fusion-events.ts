import { isScouting } from "@/lib/core/asked-seats";
import type { EventOf, StoredEvent, TurnEvent } from "@/lib/core/events";
import { currentVerdict, isActive, type TurnState } from "@/lib/core/turn";
import { fusionResultOf } from "./fusion-result";
import { wireModel } from "./wire-model";

/** An event of `response.fusion_call.*` without its item and number (contract section 4). */
export type FusionEvent = { type: string } & Record<string, unknown>;

type Tellers = { [Type in TurnEvent["type"]]?: (stored: EventOf<Type>, turn: TurnState) => FusionEvent[] };

const one = (type: string, fields: Record<string, unknown> = {}): FusionEvent[] => [
  { type: `response.fusion_call.${type}`, ...fields },
];

/** Parley's own additions are `panel.tool`, `panel.widened`, `analysis.point` and `synthesis.in_progress`. */
const tellers: Tellers = {
  "answer-started": (stored, turn) => one("panel.added", seatOf(stored, turn)),
  "answer-delta": (stored, turn) => one("panel.delta", { ...seatOf(stored, turn), delta: stored.text }),
  "answer-reasoning-delta": (stored, turn) =>
    one("panel.reasoning.delta", { ...seatOf(stored, turn), delta: stored.text }),
  "answer-tool-called": (stored, turn) =>
    one("panel.tool", { ...seatOf(stored, turn), tool: stored.tool, input: stored.input }),
  "answer-ended": settled,
  "answer-failed": settled,
  "verdict-started": ({ judge }) => {
    const model = wireModel(judge);
    return one("analysis.in_progress", { analyst_model: model, judge_model: model });
  },
  "point-added": (stored, turn) => {
    const point = fusionResultOf(turn).claims?.find(({ id }) => id === stored.point.id);
    return point ? one("analysis.point", { point }) : [];
  },
  // Two were judged first: whether their analysis is the last is known when the final answer begins.
  "analysis-ended": (_stored, turn) => (isScouting(turn) ? [] : analysed(turn)),
  "rest-asked": ({ because, topic }) => one("panel.widened", { because, ...(topic ? { topic } : {}) }),
  "synthesis-started": (_stored, turn) => [
    ...(isScouting(turn) ? analysed(turn) : []),
    ...one("synthesis.in_progress", { model: wireModel(writerOf(turn)) }),
  ],
};

/**
 * What a stored event of a panel is for a program that reads the Responses API; `turn` has it already. `panelist_id` tells
 * two seats of one model apart.
 */
export function fusionEventsOf(stored: StoredEvent, turn: TurnState): FusionEvent[] {
  return tellerOf(stored.type)?.(stored, turn) ?? [];
}

function analysed(turn: TurnState): FusionEvent[] {
  const { analysis } = fusionResultOf(turn);
  return analysis ? one("analysis.completed", { analysis }) : [];
}

/** The teller of an event's own type: TypeScript cannot see that key and event belong together. */
function tellerOf(type: TurnEvent["type"]) {
  return tellers[type] as ((stored: TurnEvent, turn: TurnState) => FusionEvent[]) | undefined;
}

function seatOf({ panelistId }: { panelistId: string }, { panel }: TurnState) {
  const seat = panel.panelists.find(({ id }) => id === panelistId);
  return { model: seat ? wireModel(seat.model) : panelistId, panelist_id: panelistId };
}

/** Completed when its words count, failed when they do not. */
function settled(of: EventOf<"answer-ended" | "answer-failed">, turn: TurnState): FusionEvent[] {
  const seat = seatOf(of, turn);
  const answer = turn.answers.find(({ panelistId, attempt }) => panelistId === of.panelistId && attempt === of.attempt);
  if (answer && isActive(answer)) return one("panel.completed", { ...seat, content: answer.text });
  const failed = fusionResultOf(turn).failed_models?.find(({ panelist_id: id }) => id === of.panelistId);
  const { error = "No answer.", status_code: code } = failed ?? {};
  return one("panel.failed", { ...seat, error, ...(code ? { status_code: code } : {}) });
}

function writerOf(turn: TurnState) {
  return currentVerdict(turn)?.finalAnswer.model ?? turn.panel.synthesizer.model ?? turn.panel.judge.model;
}
