import type { TurnState } from "@/lib/core/turn";
import type { Outcome } from "./outcome";
import type { ResponsesBody } from "./responses-body";
import { outputOf } from "./responses-items";
import { responsesUsage } from "./usage";
import { statusOf } from "./wire-error";

/** The object that `POST /responses` gives and its stream begins and ends with. Null where its schema wants null. */

/** What a client sent and reads again, and what it must not be shown. */
export type Echo = {
  body: ResponsesBody;
  requested: string;
  exposePanel: boolean;
  /** Clients that reject output items they do not know get the panel's result beside the output only. */
  withFusionItem: boolean;
};

/** `panel.failed` has a key that makes some clients end the stream although the run goes on. */
export type StreamEcho = Echo & { withFailedPanelists: boolean };

/** A response that has only begun. */
export function openResponse(turn: TurnState, echo: Echo) {
  return {
    ...baseOf(turn, echo),
    model: echo.requested,
    status: "in_progress",
    completed_at: null,
    output: [],
    error: null,
    incomplete_details: null,
  };
}

/** A response whose turn has ended; the fusion result stands at the top as well, with the claims. */
export function closedResponse(turn: TurnState, outcome: Outcome, echo: Echo) {
  const status = statusOfResponse(outcome);
  return {
    ...baseOf(turn, echo),
    model: outcome.model || echo.requested,
    status,
    completed_at: status === "completed" && turn.endedAt !== null ? Math.floor(turn.endedAt / 1000) : null,
    output: outputOf(turn, outcome, echo.withFusionItem),
    ...errorOf(outcome),
    incomplete_details: incompleteOf(outcome),
    usage: responsesUsage(turn),
    ...fusionField(outcome, echo),
  };
}

/** How the stream of a response ends. */
export function statusOfResponse({ finish }: Pick<Outcome, "finish">): "completed" | "incomplete" | "failed" {
  if (finish === "error") return "failed";
  return finish === "length" || finish === "content_filter" ? "incomplete" : "completed";
}

function baseOf(turn: TurnState, { body }: Echo) {
  const rest = echoed(body);
  return {
    id: `gen-${turn.id}`,
    object: "response",
    created_at: Math.floor(turn.startedAt / 1000),
    instructions: body.instructions ?? null,
    max_output_tokens: body.max_output_tokens ?? null,
    tools: body.tools ?? [],
    tool_choice: body.tool_choice ?? "auto",
    text: { format: { type: "text" }, ...body.text },
    previous_response_id: null,
    store: false,
    background: false,
    truncation: "disabled",
    ...rest,
  };
}

/** Keys whose value a client reads back, with what they are when they were not sent. */
const echoedKeys = {
  temperature: null,
  top_p: null,
  presence_penalty: null,
  frequency_penalty: null,
  metadata: {},
  parallel_tool_calls: true,
  reasoning: null,
  max_tool_calls: null,
  user: null,
} as const;

function echoed(body: Readonly<Record<string, unknown>>) {
  return Object.fromEntries(Object.entries(echoedKeys).map(([name, absent]) => [name, body[name] ?? absent]));
}

const errorCodes: Readonly<Record<number, string>> = { 400: "invalid_prompt", 429: "rate_limit_exceeded" };

function errorOf({ failure, failureReason }: Outcome) {
  if (!failure) return { error: null };
  const code = errorCodes[statusOf(failure)] ?? "server_error";
  return { error: { code, message: failure.message }, error_type: failureReason ?? failure.code };
}

function incompleteOf({ finish }: Outcome) {
  if (finish === "length") return { reason: "max_output_tokens" };
  return finish === "content_filter" ? { reason: "content_filter" } : null;
}

function fusionField({ fusion }: Outcome, { exposePanel }: Echo) {
  if (!fusion) return {};
  const { responses, ...rest } = fusion;
  return { fusion: exposePanel && responses ? { ...rest, responses } : rest };
}
