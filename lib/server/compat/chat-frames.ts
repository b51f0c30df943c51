import { annotationOf, callsDelta, chatChunk, errorChunk, serverToolCall, usageChunk } from "./chat-wire";
import type { Hearing } from "./deliver";
import { fusionResultOf } from "./fusion-result";
import type { Intent } from "./intent";
import type { ProgramStep } from "./program-reader";
import type { Citation } from "./wire-text";

/** A stream of chat completions: deltas, how it ended, usage, `[DONE]`, even after an error. No `event:` lines. */
export async function* chatFrames(hearing: Hearing, intent: Pick<Intent, "exposePanel">): AsyncGenerator<string> {
  const { batches, turn, outcome } = hearing;
  let isFirst = true;
  const delta = (fields: Record<string, unknown>, rest: Record<string, unknown> = {}) => {
    const role = isFirst ? { role: "assistant" } : {};
    isFirst = false;
    return frameOf(chatChunk(turn(), { ...role, ...fields }, rest));
  };
  const deltaOf = (step: ProgramStep): string => {
    switch (step.type) {
      case "text":
        return delta({ content: step.text, ...annotations(step.citations) });
      case "reasoning": {
        const details = [{ type: "reasoning.text", text: step.text, index: 0, format: "unknown" }];
        return delta({ content: "", reasoning: step.text, reasoning_details: details });
      }
      case "panel-closed":
        return delta({ content: "", reasoning_details: [serverToolCall(turn(), fusionResultOf(turn()))] });
    }
  };
  for await (const batch of batches) {
    const frames = batch.flatMap(({ steps }) => steps.map(deltaOf)).join("");
    if (frames !== "") yield frames;
  }
  yield endOf();

  function endOf(): string {
    const end = outcome();
    const calls = end.toolCalls.length > 0 ? delta({ content: null, ...callsDelta(end.toolCalls) }) : "";
    const cited =
      end.fusion === null && end.citations.length > 0 ? delta({ content: "", ...annotations(end.citations) }) : "";
    const last = end.failure
      ? frameOf(errorChunk(turn(), end))
      : delta({ content: "" }, { finish_reason: end.finish, native_finish_reason: end.finish });
    return `${calls}${cited}${last}${frameOf(usageChunk(turn(), end, intent))}data: [DONE]\n\n`;
  }
}

function annotations(citations: readonly Citation[]) {
  return citations.length > 0 ? { annotations: citations.map(annotationOf) } : {};
}

function frameOf(chunk: unknown): string {
  return `data: ${JSON.stringify(chunk)}\n\n`;
}
