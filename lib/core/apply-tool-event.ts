import type { EventOf } from "./events";
import type { AnswerState, ToolCallState } from "./turn";

/** The answer with one more tool at work. */
export function calledTool(answer: AnswerState, event: EventOf<"answer-tool-called">): AnswerState {
  const call: ToolCallState = {
    callId: event.callId,
    tool: event.tool,
    input: event.input,
    ...(event.server === undefined ? {} : { server: event.server }),
    status: "running",
    engine: null,
    sourceIds: [],
    failure: null,
    words: null,
    omitted: 0,
    startedAt: event.at,
    endedAt: null,
  };
  return { ...answer, status: "searching", toolCalls: [...answer.toolCalls, call] };
}

/** The answer with the result of one tool; while others still run it goes on searching. */
export function returnedTool(
  answer: AnswerState,
  event: EventOf<"answer-tool-returned">,
  sourceIds: readonly string[],
): AnswerState {
  const toolCalls = answer.toolCalls.map((call): ToolCallState => {
    if (call.callId !== event.callId) return call;
    return {
      ...call,
      status: outcomeOf(event),
      engine: event.engine ?? null,
      sourceIds: [...new Set(sourceIds)],
      failure: event.failure ?? null,
      words: event.words ?? null,
      omitted: event.omitted ?? 0,
      endedAt: event.at,
    };
  });
  const isSearching = toolCalls.some(({ status }) => status === "running");
  const rest = answer.text === "" ? ("thinking" as const) : ("writing" as const);
  return { ...answer, toolCalls, status: isSearching ? "searching" : rest };
}

function outcomeOf({ failure }: EventOf<"answer-tool-returned">): ToolCallState["status"] {
  if (!failure) return "done";
  return failure.code === "stopped" ? "stopped" : "failed";
}

/** The calls of an answer that is over: what still ran is stopped. Old turns hold an empty list. */
export function afterTools(calls: readonly ToolCallState[], at: number): ToolCallState[] {
  return calls.map((call) => (call.status === "running" ? { ...call, status: "stopped", endedAt: at } : call));
}
