import { costOf } from "./cost";
import type { TurnEvent } from "./events";
import { type Failure, failure, failureOf } from "./failure";
import type { ModelChunk, ModelRequest, StreamModel } from "./model";
import type { Panelist } from "./panel";
import type { TurnPorts } from "./ports";
import { panelistSystem } from "./prompts";
import type { TurnState } from "./turn";

type Finished = Extract<ModelChunk, { type: "finished" }>;

/** Text that is worth judging although the stream was lost (judge.md section 4). */
const wordsWorthJudging = 150;
const denseCharactersWorthJudging = 300;

/** One attempt of one panelist: its words as they come, then how it ended. Never throws a model's failure. */
export async function* answer(
  seat: { panelist: Panelist; attempt: number },
  turn: TurnState,
  ports: TurnPorts,
  signal: AbortSignal,
): AsyncGenerator<TurnEvent> {
  const { panelist, attempt } = seat;
  const of = { panelistId: panelist.id, attempt };
  const now = ports.clock.now;
  yield { type: "answer-started", at: now(), ...of, model: panelist.model };
  let text = "";
  let gotToken = false;
  try {
    for await (const chunk of ports.streamModel(requestOf(panelist, turn, signal))) {
      gotToken = true;
      switch (chunk.type) {
        case "text":
          text += chunk.text;
          yield { type: "answer-delta", at: now(), ...of, text: chunk.text };
          break;
        case "reasoning":
          yield { type: "answer-reasoning-delta", at: now(), ...of, text: chunk.text };
          break;
        case "citation":
          yield { type: "answer-cited", at: now(), ...of, url: chunk.url, title: chunk.title };
          break;
        case "finished":
          yield ended(of, text, chunk, { ports, panelist });
          return;
      }
    }
    throw new Error("A model stream ends with `finished`.");
  } catch (error) {
    const reason = signal.aborted ? failure("stopped", "You stopped this answer.") : failureOf(error);
    const status = lossStatus(reason, text);
    yield { type: "answer-failed", at: now(), ...of, ...wastedBy(gotToken), status, failure: reason };
  }
}

function requestOf(panelist: Panelist, turn: TurnState, signal: AbortSignal): ModelRequest {
  return {
    model: panelist.model,
    messages: [
      { role: "system", content: panelistSystem(panelist.role) },
      ...turn.context,
      { role: "user", content: turn.question },
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
  of: Pick<Extract<TurnEvent, { type: "answer-ended" }>, "panelistId" | "attempt">,
  text: string,
  finished: Finished,
  { ports, panelist: { model, maxOutputTokens } }: { ports: TurnPorts; panelist: Panelist },
): TurnEvent {
  const { finish, usage, costUsd, resolvedModel } = finished;
  const cost = costOf(costUsd, usage, ports.priceOf(model));
  const common = { at: ports.clock.now(), ...of, finish, usage, costUsd: cost, resolvedModel };
  const ending = (status: "done" | "cut_off" | "refused" | "empty", reason: Failure | null): TurnEvent => ({
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
