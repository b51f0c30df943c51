import type { ModelMessage } from "./model";
import type { TurnState } from "./turn";

/**
 * What is asked: the question after the conversation so far; or, when a model called the panel, the self-contained prompt
 * that it wrote and nothing else; or what a sorted follow-up became, after the conversation.
 */
export function askedWords(turn: Pick<TurnState, "question" | "context" | "route">): {
  question: string;
  context: readonly ModelMessage[];
} {
  const prompt = promptOfCall(turn);
  return prompt
    ? { question: prompt, context: turn.route?.followUp ? turn.context : [] }
    : { question: turn.question, context: turn.context };
}

/** What a model wrote that called the panel, or what a follow-up became; undefined = the question itself is asked. */
function promptOfCall({ route }: Pick<TurnState, "route">): string | undefined {
  return route?.decision === "panel" || route?.followUp ? route.prompt : undefined;
}

/** The same for judge and writer, who read the question too. */
export function askedForJudge(turn: Pick<TurnState, "route">): { asked?: string; askedAfterContext?: boolean } {
  const asked = promptOfCall(turn);
  return asked ? { asked, askedAfterContext: turn.route?.followUp !== undefined } : {};
}
