import type { PanelistId } from "./ids";
import type { Panel, Panelist } from "./panel";
import { type AnswerState, currentAnswer, isActive, type TurnState } from "./turn";

/** The seats that are asked: all of the panel, unless one answers alone. */
export function askedSeats({ panel, asked }: Pick<TurnState, "panel" | "asked">): Panelist[] {
  return asked ? panel.panelists.filter(({ id }) => asked.includes(id)) : panel.panelists;
}

/** The panel with the seats that are asked. */
export function askedPanel(turn: Pick<TurnState, "panel" | "asked">): Panel {
  return { ...turn.panel, panelists: askedSeats(turn) };
}

/** The answer that is the result of a turn in which one seat answers alone; null once the panel is asked, and in any other. */
export function soloAnswer(turn: Pick<TurnState, "answers" | "asked" | "soloPanelistId">): AnswerState | null {
  const { asked, soloPanelistId } = turn;
  return asked && soloPanelistId !== undefined ? currentAnswer(turn, soloPanelistId) : null;
}

/** The seats whose answers are missing. What is there is not bought again; a model that declined is not asked twice. */
export function unansweredSeats(turn: TurnState): PanelistId[] {
  return askedSeats(turn).flatMap(({ id }) => {
    const answer = currentAnswer(turn, id);
    return answer && (isActive(answer) || answer.status === "refused") ? [] : [id];
  });
}

/** The panel as it was asked for: without the place of a model that answered alone and sits on none of it. */
export function panelOfTurn({ panel, guestId }: Pick<TurnState, "panel" | "guestId">): Panel {
  return guestId ? { ...panel, panelists: panel.panelists.filter(({ id }) => id !== guestId) } : panel;
}

/** Whether one model answers alone, or it is not decided yet whether one does. */
export function isSolo({ asked }: Pick<TurnState, "asked">): boolean {
  return asked !== undefined && asked.length < 2;
}

/** Whether two are asked, and the rest may still be. */
export function isScouting(turn: Pick<TurnState, "scouts" | "asked">): boolean {
  return turn.scouts !== undefined && turn.asked !== undefined && !isSolo(turn);
}

/** The seats that scouting has left out so far. */
export function heldBackSeats(turn: Pick<TurnState, "scouts" | "asked" | "panel">): Panelist[] {
  return isScouting(turn) ? turn.panel.panelists.filter(({ id }) => !turn.asked?.includes(id)) : [];
}
