import { type AnswerState, isActive, type TurnState, type VerdictState } from "./turn";

/** Why the final answer of a verdict cannot be written anew from its analysis, as a sentence; null = it can. */
export function analysisProblem(turn: TurnState, base: VerdictState | null): string | null {
  if (!base) return "No verdict is there yet. Judge the answers first.";
  if (base.failure || base.truncated === null) return "This verdict has no analysis. Judge again instead.";
  const judged = judgedAnswers(turn, base);
  if (judged.length > 0 && judged.every((answer) => answer !== null)) return null;
  return "The answers of this verdict are not there any more. Judge again instead.";
}

/** The judged answers in the order of their letters; null where one is gone. */
export function judgedAnswers(turn: TurnState, { labels, attempts }: VerdictState): (AnswerState | null)[] {
  const lettered = Object.entries(labels).toSorted(([one], [other]) => one.localeCompare(other));
  return lettered.map(([, panelistId]) => {
    const isJudged = (answer: AnswerState) =>
      answer.panelistId === panelistId && answer.attempt === attempts[panelistId] && isActive(answer);
    return turn.answers.find(isJudged) ?? null;
  });
}
