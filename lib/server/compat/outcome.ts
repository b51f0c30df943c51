import { soloAnswer } from "@/lib/core/asked-seats";
import { type Failure, failure } from "@/lib/core/failure";
import type { ToolCall } from "@/lib/core/model";
import { synthesizerModel } from "@/lib/core/panel-rules";
import { type AnswerState, currentVerdict, type FinalAnswerState, type TurnState } from "@/lib/core/turn";
import { type FusionResult, failureReasonOf, fusionResultOf } from "./fusion-result";
import type { Intent } from "./intent";
import { wholeText } from "./program-reader";
import { soloCitations } from "./solo-citations";
import { concreteModel } from "./wire-model";
import type { Citation } from "./wire-text";

/** How a turn ended for the program that asked. */
export type Outcome = {
  text: string;
  citations: Citation[];
  reasoning: string;
  /** Calls of its own functions, with ids that lead back to the turn. */
  toolCalls: ToolCall[];
  finish: "stop" | "length" | "tool_calls" | "content_filter" | "error";
  /** Set with finish `error`. */
  failure: Failure | null;
  /** OpenRouter's word for it; null = none. */
  failureReason: string | null;
  model: string;
  /** null in solo mode. */
  fusion: FusionResult | null;
  /** Whether a provider may have charged for any of it. */
  isSpent: boolean;
};

/** The outcome of a turn that is closed. */
export function outcomeOf(turn: TurnState, intent: Pick<Intent, "request" | "showReasoning">): Outcome {
  const inForm = intent.request.format !== null;
  const written = wholeText(turn, inForm);
  const common = { text: written.text, failureReason: failureReasonOf(turn), isSpent: isSpent(turn) };
  if (soloAnswer(turn)) {
    const reasoning = intent.showReasoning ? (soloAnswer(turn)?.reasoning ?? "") : "";
    const citations = soloCitations(turn.sources, written.text);
    return { ...common, ...withIds(turn, soloEnd(turn)), citations, reasoning, fusion: null };
  }
  const end = withIds(turn, fusedEnd(turn, inForm));
  return { ...common, ...end, citations: written.citations, reasoning: "", fusion: fusionResultOf(turn) };
}

function isSpent({ totals: { costUsd, promptTokens, callsOfUnknownCost } }: TurnState): boolean {
  return (costUsd ?? 0) > 0 || promptTokens > 0 || callsOfUnknownCost > 0;
}

type End = Pick<Outcome, "toolCalls" | "finish" | "failure" | "model">;

function withIds(turn: TurnState, end: End): End {
  return { ...end, toolCalls: end.toolCalls.map((call, index) => ({ ...call, id: callId(turn.id, index) })) };
}

type Finished = Pick<End, "finish" | "failure">;
const finishes = (finish: Outcome["finish"]): Finished => ({ finish, failure: null });
const fails = (reason: Failure | null | undefined): Finished => ({ finish: "error", failure: reason ?? nothing });

function soloEnd(turn: TurnState): End {
  const answer = soloAnswer(turn);
  if (!answer) return { toolCalls: [], model: "", ...fails(turn.failure) };
  const { functionCalls = [] } = answer;
  const model = concreteModel(answer.model, answer.resolvedModel);
  const end = functionCalls.length > 0 ? finishes("tool_calls") : finishOf(answer, turn);
  return { toolCalls: functionCalls, model, ...end };
}

function finishOf({ status, failure: reason, atOutputLimit }: AnswerState, turn: TurnState): Finished {
  if (status === "done") return finishes("stop");
  if (status === "refused") return finishes("content_filter");
  if (status === "cut_off" && reason?.code === "length") return finishes("length");
  // A model that says nothing has said so; clients read an empty answer.
  if (status === "empty") return finishes(atOutputLimit ? "length" : "stop");
  return fails(reason ?? turn.failure);
}

function fusedEnd(turn: TurnState, inForm: boolean): End {
  const final = currentVerdict(turn)?.finalAnswer;
  const model = writerOf(turn, final);
  if (!final || final.status === "waiting" || final.status === "writing") {
    return { toolCalls: [], model, ...fails(turn.failure) };
  }
  const { functionCalls = [] } = final;
  const end = functionCalls.length > 0 ? finishes("tool_calls") : finalFinish(final, inForm);
  return { toolCalls: functionCalls, model, ...end };
}

function writerOf({ panel }: TurnState, final: FinalAnswerState | undefined): string {
  return concreteModel(final?.model ?? synthesizerModel(panel), final?.resolvedModel ?? null);
}

function finalFinish({ failure: reason, status, audit }: FinalAnswerState, inForm: boolean): Finished {
  if (reason?.code === "refused") return finishes("content_filter");
  if (reason) return fails(reason);
  if (status === "cut_off") return finishes("length");
  const problems = inForm ? (audit.unparsed ?? []) : [];
  if (problems.length === 0) return finishes("stop");
  const words = `The answer has not the form that was asked for: ${problems.slice(0, 3).join(" ")}`;
  return fails(failure("wrong_format", words));
}

const nothing = failure("unexpected_error", "The turn ended without an answer.");

/** The id of a call for the program; it leads back to the turn that asked for it. */
function callId(turnId: string, index: number): string {
  return `call_${turnId}_${index}`;
}

/** The turn that asked for a call and the place of the call in it; null = the id is not one of Parley's. */
export function turnOfCall(id: string): { turnId: string; index: number } | null {
  const [, turnId, index] = /^call_([\w-]{1,64})_(\d{1,3})$/.exec(id) ?? [];
  return turnId === undefined ? null : { turnId, index: Number(index) };
}
