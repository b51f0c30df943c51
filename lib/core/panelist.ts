import { askedWords } from "./asked-words";
import { answerNews } from "./call-news";
import type { EventOf, TurnEvent } from "./events";
import { type Failure, failure, failureOf } from "./failure";
import type { ModelRequest, StreamModel } from "./model";
import type { Finished } from "./model-call";
import type { Panelist } from "./panel";
import type { Asking } from "./panelist-asking";
import type { TurnPorts } from "./ports";
import { panelistSystem } from "./prompts";
import { openResearch, type Research } from "./research";
import { openSpending, type Spending } from "./spending";
import { answerInSteps, type Step } from "./tool-loop";
import type { TurnState } from "./turn";

/** Text that is worth judging although the stream was lost (judge.md section 4). */
const wordsWorthJudging = 150;
const denseCharactersWorthJudging = 300;

type Seat = {
  panelist: Panelist;
  attempt: number;
  /** What the panelists of this turn may read, one for all of them; absent = this one is alone. */
  research?: Research;
  /** The turn as it is now; absent = as it was. */
  current?: () => TurnState;
  /** A call of it that has begun already; absent = it is asked now. */
  begun?: BegunAnswer;
};

/** A call that turned out to be an answer: when it was made, what it costs, all that it says. */
export type BegunAnswer = { at: number; spending: Spending; steps: AsyncIterable<Step> };

/** One attempt of one panelist: its words and its tools as they come, then how it ended. Never throws a model's failure. */
export async function* answer(
  seat: Seat,
  turn: TurnState,
  ports: TurnPorts,
  signal: AbortSignal,
): AsyncGenerator<TurnEvent> {
  const { panelist, attempt, research = openResearch(turn), current = () => turn } = seat;
  const of = { panelistId: panelist.id, attempt };
  const now = ports.clock.now;
  const { at, spending, steps } = {
    at: now(),
    spending: openSpending(panelist.model, ports),
    steps: null,
    ...seat.begun,
  };
  yield { type: "answer-started", at, ...of, model: panelist.model };
  const request = requestOf(panelist, turn, signal);
  const asking: Asking = { of, panelist, turn, ports, signal, research, spending, request, current };
  const writing = { text: "", isParted: true };
  try {
    for await (const step of steps ?? answerInSteps(asking)) {
      if (step.type === "finished") {
        yield ended(asking, writing.text, step);
        return;
      }
      const event = eventOf(step, asking, writing);
      if (event) yield event;
    }
    throw new Error("A model stream ends with `finished`.");
  } catch (error) {
    const reason = signal.aborted ? failure("stopped", "You stopped this answer.") : failureOf(error);
    const status = lossStatus(reason, writing.text);
    yield { type: "answer-failed", at: now(), ...of, ...spending.wasted(), status, failure: reason };
  }
}

/** `isParted`: whether the next words go on with those before; after a tool's call they begin a paragraph. */
type Writing = { text: string; isParted: boolean };

function eventOf(step: Exclude<Step, Finished>, asking: Asking, writing: Writing): TurnEvent | null {
  const { of, ports, research } = asking;
  const at = ports.clock.now();
  switch (step.type) {
    case "text": {
      const text: string = writing.isParted ? step.text : parted(step.text);
      writing.isParted ||= text !== "";
      writing.text += text;
      return text === "" ? null : { type: "answer-delta", at, ...of, text };
    }
    case "reasoning":
      return { type: "answer-reasoning-delta", at, ...of, text: step.text };
    case "queued":
    case "sent":
    case "retrying":
      return answerNews(step, of, at);
    case "citation":
      research.allow([step.url]);
      return { ...step, type: "answer-cited", at, ...of };
    case "answer-tools-offered":
    case "answer-tool-called":
    case "answer-tool-returned":
      writing.isParted = writing.text === "";
      return step;
  }
}

/** Words after a tool's call are a new paragraph of what was said before it. */
function parted(text: string): string {
  const words = text.trimStart();
  return words === "" ? "" : `\n\n${words}`;
}

/** What a seat is asked, without tools. */
export function requestOf(panelist: Panelist, turn: TurnState, signal: AbortSignal): ModelRequest {
  const { question, context } = askedWords(turn);
  return {
    model: panelist.model,
    messages: [
      { role: "system", content: panelistSystem(panelist.role) },
      ...context,
      { role: "user", content: question },
    ],
    temperature: panelist.temperature,
    reasoningEffort: panelist.reasoningEffort,
    maxOutputTokens: panelist.maxOutputTokens,
    dataPolicy: turn.panel.dataPolicy,
    sessionId: turn.id,
    signal,
  };
}

function ended(
  { of, spending, ports, panelist }: Asking,
  text: string,
  { finish, resolvedModel }: Finished,
): TurnEvent {
  const common = {
    at: ports.clock.now(),
    ...of,
    // Calls that a model still wants when nothing is left to call with are no way to end.
    finish: finish === "tool_calls" ? ("stop" as const) : finish,
    ...spending.total(),
    ...spending.serverToolUse(),
    resolvedModel,
  };
  const ending = (status: EventOf<"answer-ended">["status"], reason: Failure | null): TurnEvent => ({
    type: "answer-ended",
    ...common,
    status,
    failure: reason,
  });
  if (finish === "refused") return ending("refused", failure("refused", "The model declined to answer."));
  if (text.trim() === "") {
    const why = finish === "length" ? " It reached its output limit before it wrote any." : "";
    return ending("empty", failure("empty", `The model finished without writing any text.${why}`));
  }
  if (finish === "length") {
    const { maxOutputTokens } = panelist;
    const limit = maxOutputTokens ? ` of ${maxOutputTokens.toLocaleString("en")} tokens` : "";
    return ending("cut_off", failure("length", `Stopped at its output limit${limit}.`));
  }
  return ending("done", null);
}

/** What becomes of an answer whose stream was lost, stopped or never came (faults.md section 4). */
function lossStatus(reason: Failure, text: string): "cut_off" | "timeout" | "failed" | "stopped" {
  if (reason.code === "stopped") return "stopped";
  if (isWorthJudging(text)) return "cut_off";
  return reason.code === "timeout" ? "timeout" : "failed";
}

function isWorthJudging(text: string): boolean {
  const dense = text.match(/[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]/gu)?.length ?? 0;
  return dense >= denseCharactersWorthJudging || text.split(/\s+/).filter(Boolean).length >= wordsWorthJudging;
}

/** What a lost call cost: unknown once a token came, nothing before. */
export function wastedBy(gotToken: boolean): { spent?: { usage: null; costUsd: null } } {
  return gotToken ? { spent: { usage: null, costUsd: null } } : {};
}

/** A streamed call as judge and synthesizer make it: no sampling settings of a seat. */
export function plainRequest(
  turn: TurnState,
  call: Pick<ModelRequest, "model" | "messages" | "signal" | "temperature">,
): Parameters<StreamModel>[0] {
  return {
    ...call,
    reasoningEffort: null,
    maxOutputTokens: null,
    dataPolicy: turn.panel.dataPolicy,
    sessionId: turn.id,
  };
}
