import { applyEvent } from "@/lib/core/apply-event";
import { isNews } from "@/lib/core/call-news";
import { costOf } from "@/lib/core/cost";
import type { TurnEvent } from "@/lib/core/events";
import type { Failure } from "@/lib/core/failure";
import type { ModelChunk, ModelRequest, StreamModel } from "@/lib/core/model";
import type { TurnPorts } from "@/lib/core/ports";
import { currentVerdict, type TurnState, type VerdictState } from "@/lib/core/turn";
import { reachVerdict } from "@/lib/core/verdict";
import { type Case, type JudgeSettings, lettersOf, turnOf } from "./case";

/** A call that was made, with what the model wrote; `task`: what the prompt names it. */
export type Call = { task: string; prompt: string; text: string; costUsd: number | null; replayed: boolean };

/** A judging that was made. `failure`: why it gave nothing to measure. */
export type Judged = {
  asked: Case;
  turn: TurnState;
  verdict: VerdictState;
  events: TurnEvent[];
  calls: Call[];
  failure: Failure | null;
};

/** Judges a case as a turn does, up to where the case ends; a call behind that is never made. */
export async function judgeCase(asked: Case, settings: JudgeSettings, ports: TurnPorts): Promise<Judged> {
  const calls: Call[] = [];
  const events: TurnEvent[] = [];
  let turn = turnOf(asked, settings);
  const letterOf = lettersOf(turn, asked.seed);
  const streamModel = recording(ports, calls, asked.judgeWrites?.(letterOf) ?? null);
  const newSeed = () => asked.seed;
  const request = { turn, current: () => turn, rulings: "" };
  const signal = new AbortController().signal;
  for await (const event of reachVerdict(request, { ...ports, streamModel, newSeed }, signal)) {
    if (isBehindTheEnd(event, asked)) break;
    turn = applyEvent(turn, event);
    events.push(event);
  }
  const verdict = currentVerdict(turn) ?? turn.verdicts.at(-1);
  if (!verdict) throw new Error("A judging begins with a verdict.");
  return { asked, turn, verdict, events, calls, failure: failureIn(verdict, asked) };
}

function isBehindTheEnd({ type }: TurnEvent, { until = "analysis" }: Case): boolean {
  if (until === "first call" && type === "judge-asked-again") return true;
  return until !== "final answer" && type === "synthesis-started";
}

function failureIn({ failure, finalAnswer }: VerdictState, { until }: Case): Failure | null {
  return failure ?? (until === "final answer" ? finalAnswer.failure : null);
}

/** The real models, with every call written down; the judge's own words may be replayed instead of asked for. */
export function recording(ports: TurnPorts, calls: Call[], judgeWrites: string | null): StreamModel {
  return async function* record(request) {
    const prompt = request.messages.map(({ content }) => content).join("\n\n");
    const task = taskOf(request);
    const replayed = judgeWrites !== null && task.startsWith("ANALYSIS");
    const call: Call = { task, prompt, text: "", costUsd: 0, replayed };
    calls.push(call);
    for await (const chunk of replayed ? replay(judgeWrites, request) : ports.streamModel(request)) {
      // A call that gives no token is billed by nobody; one that breaks off behind it costs what nobody knows.
      if (chunk.type === "finished") call.costUsd = costOf(chunk.costUsd, chunk.usage, ports.priceOf(request.model));
      else if (!replayed && !isNews(chunk)) call.costUsd = null;
      if (chunk.type === "text") call.text += chunk.text;
      yield chunk;
    }
  };
}

async function* replay(text: string, { model }: ModelRequest): AsyncGenerator<ModelChunk> {
  yield { type: "text", text };
  yield { type: "finished", finish: "stop", usage: null, costUsd: 0, resolvedModel: model };
}

/** What a prompt asks for, e.g. "ANALYSIS"; the task stands behind all material. */
function taskOf({ messages }: ModelRequest): string {
  return (
    messages
      .at(-1)
      ?.content.split(/^TASK: /m)
      .at(-1)
      ?.split("\n")[0] ?? ""
  );
}
