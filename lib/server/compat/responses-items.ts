import type { ToolCall } from "@/lib/core/model";
import type { TurnState } from "@/lib/core/turn";
import type { FusionResult } from "./fusion-result";
import type { Outcome } from "./outcome";
import type { Citation } from "./wire-text";

/** The output items of a response (contract section 4). Keys are absent, never null. */

type ItemStatus = "in_progress" | "completed" | "incomplete";
export type OutputItem = { id: string; type: string } & Record<string, unknown>;

/** The panel's work. Without a result: as it begins. */
export function fusionItem(turn: TurnState, result: FusionResult | null): OutputItem {
  const id = `fusion_${turn.id}`;
  const type = "openrouter:fusion";
  if (!result) return { id, type, status: "in_progress" satisfies ItemStatus };
  const { status, ...rest } = result;
  return { id, type, status: (status === "ok" ? "completed" : "incomplete") satisfies ItemStatus, ...rest };
}

export function messageItem(turn: TurnState, content: unknown[], status: ItemStatus): OutputItem {
  return { id: `msg_${turn.id}`, type: "message", role: "assistant", status, content };
}

/** The one text part of a message. */
export function textPart(text: string, citations: readonly Citation[]) {
  return { type: "output_text", text, annotations: citations.map(flatAnnotation), logprobs: [] };
}

/** A citation as the Responses API writes it: flat. */
export function flatAnnotation({ url, title, start, end }: Citation) {
  return { type: "url_citation", url, title, start_index: start, end_index: end };
}

/** What a model thought before it answered alone. */
export function reasoningItem(turn: TurnState, text: string): OutputItem {
  return { id: `rs_${turn.id}`, type: "reasoning", summary: text === "" ? [] : [{ type: "summary_text", text }] };
}

export function callItem({ id, name, arguments: written }: ToolCall, status: ItemStatus): OutputItem {
  return { id: `fc_${id}`, type: "function_call", call_id: id, name, arguments: written, status };
}

/** All items of an ended turn, in their order. */
export function outputOf(turn: TurnState, outcome: Outcome, withFusion: boolean): OutputItem[] {
  const { fusion, reasoning, text, citations, toolCalls, finish } = outcome;
  const status = finish === "length" || finish === "error" ? "incomplete" : "completed";
  return [
    ...(fusion && withFusion ? [fusionItem(turn, fusion)] : []),
    ...(reasoning ? [reasoningItem(turn, reasoning)] : []),
    ...(text === "" && (toolCalls.length > 0 || outcome.failure)
      ? []
      : [messageItem(turn, [textPart(text, citations)], status)]),
    ...toolCalls.map((call) => callItem(call, "completed")),
  ];
}
