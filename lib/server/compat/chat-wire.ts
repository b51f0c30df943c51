import type { ToolCall } from "@/lib/core/model";
import { synthesizerModel } from "@/lib/core/panel-rules";
import type { TurnState } from "@/lib/core/turn";
import type { FusionResult } from "./fusion-result";
import type { Intent } from "./intent";
import type { Outcome } from "./outcome";
import { chatUsage } from "./usage";
import { wireError } from "./wire-error";
import { wireModel } from "./wire-model";
import type { Citation } from "./wire-text";

/** The shapes of chat completions (contract section 6). Keys are absent, never null, but where a client wants null. */

type Shown = Pick<Intent, "exposePanel">;

function baseOf(turn: TurnState, object: string, model: string) {
  return { id: `gen-${turn.id}`, object, created: Math.floor(turn.startedAt / 1000), model, provider: "Parley" };
}

/** A chunk with one choice. */
export function chatChunk(turn: TurnState, delta: Record<string, unknown>, rest: Record<string, unknown> = {}) {
  const choices = [{ index: 0, delta, finish_reason: null, ...rest }];
  return { ...baseOf(turn, "chat.completion.chunk", writerOf(turn)), choices };
}

/** Who writes the answer, as far as it is known while it is written. */
function writerOf(turn: TurnState): string {
  const alone = turn.panel.panelists.find(({ id }) => id === turn.soloPanelistId);
  return wireModel(turn.asked && alone ? alone.model : synthesizerModel(turn.panel));
}

/** The last chunk before `[DONE]`: usage of the whole turn, and what the panel found. */
export function usageChunk(turn: TurnState, outcome: Outcome, shown: Shown) {
  return {
    ...baseOf(turn, "chat.completion.chunk", outcome.model),
    choices: [],
    usage: chatUsage(turn),
    ...fusionField(outcome, shown),
  };
}

/** The chunk of an error after the stream has begun; it says how the answer ended as well. */
export function errorChunk(turn: TurnState, outcome: Outcome) {
  return {
    ...chatChunk(turn, { content: "" }, { finish_reason: "error" }),
    ...errorOf(outcome),
  };
}

/** The error of an outcome; `{}` when it has none: clients look whether the key is there. */
export function errorOf({ failure, failureReason }: Outcome) {
  if (!failure) return {};
  return wireError(failure, failureReason ? { failure_reason: failureReason } : {});
}

/** A whole answer. */
export function chatCompletion(turn: TurnState, outcome: Outcome, shown: Shown) {
  const { text, reasoning, toolCalls, finish, citations } = outcome;
  const isCall = finish === "tool_calls" && text === "";
  const details = reasoningDetails(turn, outcome);
  const message = {
    role: "assistant",
    content: isCall ? null : text,
    ...(reasoning ? { reasoning } : {}),
    ...(details.length > 0 ? { reasoning_details: details } : {}),
    ...(toolCalls.length > 0 ? { tool_calls: toolCalls.map(wireCall) } : {}),
    ...(citations.length > 0 ? { annotations: citations.map(annotationOf) } : {}),
  };
  const error = errorOf(outcome);
  return {
    ...baseOf(turn, "chat.completion", outcome.model),
    system_fingerprint: null,
    choices: [{ index: 0, message, finish_reason: finish, native_finish_reason: finish, logprobs: null, ...error }],
    usage: chatUsage(turn),
    ...fusionField(outcome, shown),
    ...error,
  };
}

function wireCall({ id, name, arguments: written }: ToolCall) {
  return { id, type: "function", function: { name, arguments: written } };
}

/** Calls of the program's functions as one delta; each is whole. */
export function callsDelta(calls: readonly ToolCall[]) {
  return { tool_calls: calls.map((call, index) => ({ index, ...wireCall(call) })) };
}

export function annotationOf({ url, title, start, end }: Citation) {
  return { type: "url_citation", url_citation: { url, title, start_index: start, end_index: end } };
}

function fusionField({ fusion }: Outcome, { exposePanel }: Shown) {
  if (!fusion) return {};
  const { responses, ...rest } = fusion;
  return { fusion: exposePanel && responses ? { ...rest, responses } : rest };
}

/** What a client sends back unchanged: the model's reasoning, and the panel's result as the call of a tool. */
function reasoningDetails(turn: TurnState, { reasoning, fusion }: Pick<Outcome, "reasoning" | "fusion">) {
  const thought = reasoning ? [{ type: "reasoning.text", text: reasoning, index: 0, format: "unknown" }] : [];
  return [...thought, ...(fusion ? [serverToolCall(turn, fusion)] : [])];
}

/** The panel as a call of `openrouter:fusion`, in the words OpenRouter replays it by. */
export function serverToolCall(turn: TurnState, fusion: FusionResult) {
  const { claims: _claims, sources: _sources, turn_id: _turn, conversation_id: _conversation, ...result } = fusion;
  return {
    type: "reasoning.server_tool_call",
    tool_name: "openrouter:fusion",
    arguments: JSON.stringify({ prompt: turn.question }),
    result: JSON.stringify(result),
    tool_call_id: `fusion_${turn.id}`,
    id: `fusion_${turn.id}`,
    index: 0,
  };
}
