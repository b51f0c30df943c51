import { FailureError, failure } from "@/lib/core/failure";
import type { Clock, ModelChunk, ModelRequest, StreamModel } from "@/lib/core/model";
import { splitModelName } from "@/lib/core/panel-rules";
import { writeAnalysis } from "./analysis-lines";
import { demoModels } from "./demo-models";
import { writeFinalAnswer } from "./final-answer";
import { asksForQuotes, writeQuotes } from "./quote-lines";
import { asksForAnalysis, holdsAnswers } from "./read-prompt";
import { asksAboutPoint, writeRebuttalReply } from "./rebuttal-reply";
import { scriptForConversation } from "./recognise";
import { asksForKind, asksForRoute, demoKind, writeRoute } from "./route-reply";
import { panelistNames, type ScriptAnswer } from "./script";
import { countTokens, firstTokens, seededNumbers, type Tempo, tempoOf, tokensIn } from "./tempo";

export type DemoOptions = {
  clock: Clock;
  /** How slowly the demo writes: 1 = lifelike, 2 = half as fast, 0 = at once and without timers. */
  pace: number;
};

/**
 * The demo provider: scripted answers, analyses and final answers behind the port of a real model. Throws FailureError
 * `unknown_model` for a name it does not have, and `stopped` as soon as the signal aborts.
 */
export function demoStreamModel({ clock, pace }: DemoOptions): StreamModel {
  return async function* streamModel(request) {
    const { voice } = requireModel(request);
    const { reply, tempo } = replyTo(request, voice);
    const { thinking, text, finish } = cutToLimit(reply, request.maxOutputTokens);
    const timing = { clock, pace, tempo, signal: request.signal, random: seededNumbers(voice + text) };
    yield* say("reasoning", thinking, timing);
    yield* say("text", text, timing);
    yield {
      type: "finished",
      finish,
      usage: {
        promptTokens: request.messages.reduce((sum, { content }) => sum + countTokens(content), 0),
        completionTokens: countTokens(thinking) + countTokens(text),
        ...(thinking ? { reasoningTokens: countTokens(thinking) } : {}),
      },
      costUsd: 0,
      resolvedModel: request.model,
    };
  };
}

function requireModel({ model }: ModelRequest): { voice: string } {
  const known = demoModels.find(({ name }) => name === model);
  if (!known) throw new FailureError(failure("unknown_model", `The demo has no model ${model}.`));
  return { voice: splitModelName(model).model };
}

/** A prompt with answers in it asks for an analysis or a final answer, whichever demo model it is sent to. */
function replyTo({ messages }: ModelRequest, voice: string): { reply: ScriptAnswer; tempo: Tempo } {
  const prompt = messages.at(-1)?.content ?? "";
  const panelist = panelistNames.find((name) => name === voice) ?? "atlas";
  if (asksAboutPoint(prompt)) {
    return { reply: { text: writeRebuttalReply(prompt, panelist) }, tempo: tempoOf("answer", voice) };
  }
  if (asksForKind(prompt)) return { reply: { text: demoKind }, tempo: tempoOf("analysis", voice) };
  if (asksForRoute(prompt)) return { reply: { text: writeRoute(prompt) }, tempo: tempoOf("analysis", voice) };
  if (!holdsAnswers(prompt)) {
    return { reply: scriptForConversation(messages).answers[panelist], tempo: tempoOf("answer", voice) };
  }
  if (asksForAnalysis(prompt)) return { reply: { text: writeAnalysis(prompt) }, tempo: tempoOf("analysis", voice) };
  if (asksForQuotes(prompt)) return { reply: { text: writeQuotes(prompt) }, tempo: tempoOf("analysis", voice) };
  return { reply: { text: writeFinalAnswer(prompt) }, tempo: tempoOf("final answer", voice) };
}

function cutToLimit({ thinking = "", text }: ScriptAnswer, limit: number | null) {
  if (limit === null) return { thinking, text, finish: "stop" as const };
  const thought = firstTokens(thinking, limit);
  const said = firstTokens(text, limit - countTokens(thought));
  return { thinking: thought, text: said, finish: said === text ? ("stop" as const) : ("length" as const) };
}

type Timing = { clock: Clock; pace: number; tempo: Tempo; signal: AbortSignal; random: () => number };

/** Tokens that arrive together, as they do over a network. */
const mostTogether = 4;

async function* say(type: "text" | "reasoning", text: string, timing: Timing): AsyncGenerator<ModelChunk> {
  const { clock, pace, tempo, signal, random } = timing;
  refuseIfStopped(signal);
  const tokens = tokensIn(text);
  // Against the clock and not from piece to piece, so that late timers do not add up.
  let due = clock.now() + tempo.firstToken * pace * (0.85 + 0.3 * random());
  for (let index = 0; index < tokens.length; ) {
    const together = 1 + Math.floor(random() * mostTogether);
    const wait = due - clock.now();
    if (wait > 0) await clock.sleep(wait, signal);
    refuseIfStopped(signal);
    yield { type, text: tokens.slice(index, index + together).join("") };
    index += together;
    due += ((together * 1000) / tempo.tokensPerSecond) * pace * (0.6 + 0.8 * random());
  }
}

function refuseIfStopped(signal: AbortSignal): void {
  if (signal.aborted) throw new FailureError(failure("stopped", "This call was stopped."));
}
