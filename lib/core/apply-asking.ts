import { queuedAnswer } from "./apply-answer-event";
import { recounted } from "./totals";
import { currentAnswer, type TurnState } from "./turn";

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
