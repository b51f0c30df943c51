import { plainText } from "./marks";
import type { ModelMessage } from "./model";
import { finalText, type TurnState } from "./turn";

/**
 * What a follow-up's panelists see of the turns before it, oldest first: the user's questions and the final answers.
 * Never a draft of a panelist and never an analysis (judge.md section 17).
 */
export function contextOf(
  earlier: readonly (Parameters<typeof finalText>[0] & Pick<TurnState, "question">)[],
): ModelMessage[] {
  return earlier.flatMap((turn): ModelMessage[] => {
    const final = finalText(turn);
    return [
      { role: "user", content: turn.question },
      { role: "assistant", content: final ? plainText(final) : "(No final answer was reached.)" },
    ];
  });
}
