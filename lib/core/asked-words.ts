import type { ModelMessage } from "./model";
import type { TurnState } from "./turn";

/**
 * What panelists are asked: the question after the conversation so far, or, when a model called the panel, the
 * self-contained prompt that it wrote and nothing else.
 */
export function askedWords(turn: Pick<TurnState, "question" | "context" | "route">): {
  question: string;
  context: readonly ModelMessage[];
} {
  const prompt = promptOfCall(turn);
  return prompt ? { question: prompt, context: [] } : { question: turn.question, context: turn.context };
}

/** The prompt of the model that called the panel; undefined = the panel is asked the question itself. */
export function promptOfCall({ route }: Pick<TurnState, "route">): string | undefined {
  return route?.decision === "panel" ? route.prompt : undefined;
}
