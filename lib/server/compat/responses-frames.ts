import type { ToolCall } from "@/lib/core/model";
import type { Hearing } from "./deliver";
import type { Heard } from "./hear-turn";
import type { Outcome } from "./outcome";
import type { ProgramStep } from "./program-reader";
import { createFusionWriter } from "./responses-fusion";
import { callItem, type OutputItem } from "./responses-items";
import type { Line } from "./responses-line";
import { createMessageWriter, createThoughtWriter } from "./responses-message";
import { closedResponse, openResponse, type StreamEcho, statusOfResponse } from "./responses-object";

const firstWords = new Set(["answer-delta", "answer-reasoning-delta", "answer-tool-called", "synthesis-delta"]);

/**
 * The stream of a response: created, the panel's events, the message, function calls, completed, `[DONE]`. Nothing goes out
 * before some model has said something, so that a turn which fails at once can still have a real HTTP status.
 */
export async function* responseFrames(hearing: Hearing, echo: StreamEcho): AsyncGenerator<string> {
  const { batches, turn, outcome } = hearing;
  const writer = createWriter(() => turn(), echo);
  let begun = false;
  let held = "";
  for await (const batch of batches) {
    if (batch.length === 0) continue;
    held += writer.take(batch);
    begun ||= batch.some(({ event, steps }) => steps.length > 0 || firstWords.has(event.type));
    if (!begun || held === "") continue;
    yield held;
    held = "";
  }
  yield held + writer.end(outcome());
}

function createWriter(turn: Hearing["turn"], echo: StreamEcho) {
  let number = 0;
  let created = false;
  const output: OutputItem[] = [];
  const send = (type: string, fields: Record<string, unknown>) =>
    `event: ${type}\ndata: ${JSON.stringify({ type, sequence_number: number++, ...fields })}\n\n`;

  const place = (item: OutputItem) => ({ item_id: item.id, output_index: output.indexOf(item) });
  function add(item: OutputItem): string {
    output.push(item);
    return send("response.output_item.added", { output_index: output.length - 1, item });
  }
  function close(open: OutputItem, item: OutputItem): string {
    return send("response.output_item.done", { output_index: output.indexOf(open), item });
  }

  const line: Line = { turn, send, add, close, place };
  const fusion = createFusionWriter({ ...line, echo });
  const thought = createThoughtWriter(line);
  const message = createMessageWriter(line);

  function start(): string {
    if (created) return "";
    created = true;
    const response = openResponse(turn(), echo);
    return send("response.created", { response }) + send("response.in_progress", { response });
  }

  function stepOf(step: ProgramStep): string {
    switch (step.type) {
      case "text":
        return thought.end() + message.push(step.text, step.citations);
      case "reasoning":
        return thought.push(step.text);
      case "panel-closed":
        return fusion.end();
    }
  }

  return {
    take(batch: readonly Heard[]): string {
      const begun = start();
      return begun + batch.map((one) => fusion.take(one) + one.steps.map(stepOf).join("")).join("");
    },
    end(outcome: Outcome): string {
      // One after the other: each frame takes the next number.
      const parts = [start(), fusion.end(), thought.end(), message.end(outcome), ...outcome.toolCalls.map(callOf)];
      const status = statusOfResponse(outcome);
      parts.push(send(`response.${status}`, { response: closedResponse(turn(), outcome, echo) }), "data: [DONE]\n\n");
      return parts.join("");
    },
  };

  /** A call of the program's function; it is whole when it comes. */
  function callOf(call: ToolCall): string {
    const item = callItem({ ...call, arguments: "" }, "in_progress");
    const opened = add(item);
    const at = place(item);
    return (
      opened +
      send("response.function_call_arguments.delta", { ...at, delta: call.arguments }) +
      send("response.function_call_arguments.done", { ...at, name: call.name, arguments: call.arguments }) +
      close(item, callItem(call, "completed"))
    );
  }
}
