import { queuedAnswer } from "./apply-answer-event";
import type { EventOf } from "./events";
import { recounted } from "./totals";
import { type AnswerState, currentAnswer, nextAttempt, type TurnState } from "./turn";

/** The whole panel is asked from now on: whoever was not has an answer that waits, what is there stays. */
export function withAllAsked({ asked: _asked, ...turn }: TurnState): TurnState {
  const { panelists } = turn.panel;
  const missing = panelists.filter(({ id }) => !currentAnswer(turn, id));
  return recounted({
    ...turn,
    isWidened: true,
    answers: [...turn.answers, ...missing.map(({ id, model }) => queuedAnswer(id, 1, model))],
    totals: { ...turn.totals, seated: panelists.length },
  });
}

/** Who answers in mode auto. Words that a model wrote before it called the panel are no answer and go. */
export function withRoute(before: TurnState, event: EventOf<"route-decided">): TurnState {
  const { decision, by, model, reason, prompt, failure, soloPanelistId, guest } = event;
  const route = { decision, by, model, reason, ...(prompt ? { prompt } : {}), ...(failure ? { failure } : {}) };
  const { soloPanelistId: _solo, guestId, ...turn } = before;
  const panelists = turn.panel.panelists.filter(({ id }) => id !== guestId);
  if (decision === "panel" || soloPanelistId === undefined) {
    return withAllAsked({ ...turn, route, answers: [], panel: { ...turn.panel, panelists } });
  }
  const seats = guest ? [...panelists, guest] : panelists;
  return {
    ...turn,
    route,
    soloPanelistId,
    asked: [soloPanelistId],
    ...(guest ? { guestId: guest.id } : {}),
    panel: { ...turn.panel, panelists: seats },
    answers: [queuedAnswer(soloPanelistId, 1, model)],
    totals: { ...turn.totals, seated: 1 },
  };
}

/** Seats of a turn that goes on wait to be asked anew; a judge that has to read all of it again finds nobody late. */
export function withSeatsWaiting(turn: TurnState, { seats, collecting }: EventOf<"turn-continued">): TurnState {
  const waiting = seats.flatMap((id) => {
    const last = currentAnswer(turn, id);
    return last ? queuedAnswer(id, nextAttempt(last), last.model) : [];
  });
  const isReplaced = (answer: AnswerState) =>
    waiting.some(({ panelistId, attempt }) => panelistId === answer.panelistId && attempt === answer.attempt);
  const widened = collecting && turn.verdicts.length > 0 ? { isWidened: true } : {};
  return recounted({
    ...turn,
    ...widened,
    answers: [...turn.answers.filter((answer) => !isReplaced(answer)), ...waiting],
  });
}
