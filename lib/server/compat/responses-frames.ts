import { isClosing } from "@/lib/core/events";
import type { ToolCall } from "@/lib/core/model";
import type { TurnState } from "@/lib/core/turn";
import type { Hearing } from "./deliver";
import { fusionEventsOf } from "./fusion-events";
import { fusionResultOf } from "./fusion-result";
import type { Heard } from "./hear-turn";
import type { Outcome } from "./outcome";
import type { ProgramStep } from "./program-reader";
import {
  callItem,
  flatAnnotation,
  fusionItem,
  messageItem,
  type OutputItem,
  reasoningItem,
  textPart,
} from "./responses-items";
import { closedResponse, type Echo, openResponse, statusOfResponse } from "./responses-object";
import type { Citation } from "./wire-text";

/** `panel.failed` has a key that makes some clients end the stream although the run goes on. */
export type StreamEcho = Echo & { withFailedPanelists: boolean };

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

type Turn = Hearing["turn"];

function createWriter(turn: Turn, echo: StreamEcho) {
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

  const fusion = createFusionWriter({ turn, echo, send, add, close, place });
  const message = createMessageWriter({ turn, send, add, close, place });

  function start(): string {
    if (created) return "";
    created = true;
    const response = openResponse(turn(), echo);
    return send("response.created", { response }) + send("response.in_progress", { response });
  }

  function stepOf(step: ProgramStep): string {
    switch (step.type) {
      case "text":
        return message.text(step.text, step.citations);
      case "reasoning":
        return message.reasoning(step.text);
      case "panel-closed":
        return fusion.end();
    }
  }

  return {
    take(batch: readonly Heard[]): string {
      const heard = batch.map((one) => fusion.take(one) + one.steps.map(stepOf).join(""));
      return start() + heard.join("");
    },
    end(outcome: Outcome): string {
      // One after the other: each frame takes the next number.
      const parts = [start(), fusion.end(), message.end(outcome), ...outcome.toolCalls.map(callOf)];
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

type Line = {
  turn: Turn;
  send: (type: string, fields: Record<string, unknown>) => string;
  add: (item: OutputItem) => string;
  close: (open: OutputItem, item: OutputItem) => string;
  place: (item: OutputItem) => Record<string, unknown>;
};

/** The item of the panel: it opens with the first panelist and closes when the final answer begins. */
function createFusionWriter({ turn, echo, send, add, close, place }: Line & { echo: StreamEcho }) {
  let item: OutputItem | null = null;
  let isOver = false;

  function open(): string {
    item = fusionItem(turn(), null);
    return add(item) + send("response.fusion_call.in_progress", place(item));
  }

  return {
    take({ event }: Heard): string {
      const now = turn();
      if (isOver || !echo.withFusionItem || isAlone(now) || isClosing(event.type)) return "";
      const events = fusionEventsOf(event, now).filter(
        ({ type }) => echo.withFailedPanelists || type !== "response.fusion_call.panel.failed",
      );
      const opened = events.length > 0 && !item ? open() : "";
      const shown = item;
      return (
        opened + (shown ? events.map(({ type, ...fields }) => send(type, { ...place(shown), ...fields })).join("") : "")
      );
    },
    end(): string {
      if (!item || isOver) return "";
      isOver = true;
      return (
        send("response.fusion_call.completed", place(item)) + close(item, fusionItem(turn(), fusionResultOf(turn())))
      );
    },
  };
}

/** One model answers, as it was asked to or chose to. */
function isAlone({ asked, soloPanelistId }: TurnState): boolean {
  return asked !== undefined && soloPanelistId !== undefined;
}

/** The message, and before it what its writer thought when it answered alone. */
function createMessageWriter({ turn, send, add, close, place }: Line) {
  let thinking: OutputItem | null = null;
  let thought = "";
  let item: OutputItem | null = null;
  let said = "";
  let cited: Citation[] = [];

  function openMessage(): string {
    item = messageItem(turn(), [], "in_progress");
    return (
      add(item) + send("response.content_part.added", { ...place(item), content_index: 0, part: textPart("", []) })
    );
  }

  function endThinking(): string {
    if (!thinking) return "";
    const open = thinking;
    const at = { ...place(open), summary_index: 0 };
    thinking = null;
    return (
      send("response.reasoning_summary_text.done", { ...at, text: thought }) +
      send("response.reasoning_summary_part.done", { ...at, part: { type: "summary_text", text: thought } }) +
      close(open, reasoningItem(turn(), thought))
    );
  }

  return {
    reasoning(text: string): string {
      let opened = "";
      if (!thinking) {
        thinking = reasoningItem(turn(), "");
        const part = { type: "summary_text", text: "" };
        opened =
          add(thinking) + send("response.reasoning_summary_part.added", { ...place(thinking), summary_index: 0, part });
      }
      thought += text;
      return (
        opened + send("response.reasoning_summary_text.delta", { ...place(thinking), summary_index: 0, delta: text })
      );
    },
    text(text: string, citations: readonly Citation[]): string {
      const opened = endThinking() + (item ? "" : openMessage());
      if (!item) return opened;
      const at = { ...place(item), content_index: 0 };
      said += text;
      const notes = citations.map((citation, index) =>
        send("response.output_text.annotation.added", {
          ...at,
          annotation_index: cited.length + index,
          annotation: flatAnnotation(citation),
        }),
      );
      cited = [...cited, ...citations];
      return opened + send("response.output_text.delta", { ...at, delta: text, logprobs: [] }) + notes.join("");
    },
    end(outcome: Outcome): string {
      const before = endThinking();
      const isEmpty = said === "" && (outcome.toolCalls.length > 0 || outcome.failure !== null);
      if (isEmpty) return before;
      const opened = item ? "" : openMessage();
      if (!item) return before + opened;
      const at = { ...place(item), content_index: 0 };
      const part = textPart(said, outcome.citations);
      const status = statusOfResponse(outcome) === "completed" ? "completed" : "incomplete";
      return (
        before +
        opened +
        send("response.output_text.done", { ...at, text: said, logprobs: [] }) +
        send("response.content_part.done", { ...at, part }) +
        close(item, messageItem(turn(), [part], status))
      );
    },
  };
}
