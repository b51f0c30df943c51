import type { PointState } from "./analysis";
import { isNews, verdictNews } from "./call-news";
import { costOf } from "./cost";
import type { EventOf, TurnEvent } from "./events";
import { type Failure, failure, failureOf } from "./failure";
import type { Judging } from "./judge";
import { createMarkFilter, type KnownMarks, type MarkFilter, marksIn } from "./marks";
import type { CallMessage, ModelChunk, ModelRequest, ToolCall } from "./model";
import { synthesizerModel } from "./panel-rules";
import { plainRequest, wastedBy } from "./panelist";
import { imagesOf, programBrief } from "./program-prompts";
import type { ProgramRequest } from "./program-request";
import { writerSettings } from "./program-writer";
import { analysisLines } from "./synthesis-analysis";
import { chooseBase } from "./synthesis-base";
import { type SynthesisBrief, synthesisTask } from "./synthesis-prompts";
import { auditAndMend } from "./synthesis-revision";
import { whyAborted } from "./time-limit";

/**
 * Writes the final answer from the answers and the settled analysis, checks it by code and has it mended once where it
 * must be; null = no analysis, then it merges the answers.
 */
export async function* synthesize(
  judging: Judging,
  points: readonly PointState[] | null,
  nonce: string,
): AsyncGenerator<TurnEvent> {
  const { turn, verdictId, ports } = judging;
  const refused = judging.refusal(0);
  if (refused) {
    yield { type: "synthesis-failed", at: ports.clock.now(), verdictId, failure: refused };
    return;
  }
  const model = synthesizerModel(turn.panel);
  const { ownOmitted: omitted } = judging;
  yield { type: "synthesis-started", at: ports.clock.now(), verdictId, model, ...(omitted ? { omitted } : {}) };
  const brief = briefOf(judging, points, nonce);
  const known: KnownMarks = {
    points: new Set((points ?? []).map((point) => point.id)),
    sources: new Set(turn.sources.map((source) => source.id)),
  };
  const filter = createMarkFilter(known);
  const written = yield* write(judging, brief, filter);
  if (!written) return;
  yield* auditAndMend(judging, { ...written, unknownSources: filter.unknownSources(), points, known, model, brief });
}

function briefOf(judging: Judging, points: readonly PointState[] | null, nonce: string): SynthesisBrief {
  const { turn, answers, ports, rulings = "" } = judging;
  const program = ports.programRequestOf?.(turn.id) ?? null;
  return {
    ...(program ? programBrief(program) : {}),
    analysis: points && analysisLines(points, judging),
    nonce,
    instructions: turn.panel.synthesizer.instructions,
    base: chooseBase(turn.question, answers, points ?? []),
    rulings,
  };
}

type Written = { text: string; status: "done" | "cut_off" };

/** Streams the final answer; gives it when it is whole, null when there is none. */
async function* write(
  judging: Judging,
  brief: SynthesisBrief,
  filter: MarkFilter,
): AsyncGenerator<TurnEvent, Written | null> {
  const { verdictId, ports, signal } = judging;
  const now = ports.clock.now;
  const request = requestFor(judging, brief);
  const calls: ToolCall[] = [];
  let text = "";
  let gotToken = false;
  const shown = (piece: string): TurnEvent[] => {
    text += piece;
    return piece === "" ? [] : [{ type: "synthesis-delta", at: now(), verdictId, text: piece }];
  };
  try {
    for await (const chunk of ports.streamModel(request)) {
      if (isNews(chunk)) {
        yield verdictNews(chunk, { verdictId, role: "synthesizer", model: request.model }, now());
        continue;
      }
      gotToken = true;
      if (chunk.type === "tool-call") calls.push(callIn(chunk));
      if (chunk.type === "text") yield* shown(filter.push(chunk.text));
      if (chunk.type !== "finished") continue;
      yield* shown(filter.finish());
      const end = ended(judging, chunk, { text, calls });
      yield end;
      return end.type === "synthesis-ended" && !end.functionCalls ? { text, status: end.status } : null;
    }
    throw new Error("A model stream ends with `finished`.");
  } catch (error) {
    yield* shown(filter.finish());
    const reason = signal.aborted ? whyAborted(signal, "You stopped the final answer.") : failureOf(error);
    yield { type: "synthesis-failed", at: now(), verdictId, ...wastedBy(gotToken), failure: reason };
    return null;
  }
}

function requestFor(judging: Judging, brief: SynthesisBrief): ModelRequest {
  const { turn, ports, signal } = judging;
  const model = synthesizerModel(turn.panel);
  const program = ports.programRequestOf?.(turn.id) ?? null;
  const messages = messagesFor(judging, brief, program);
  const plain = plainRequest(turn, { model, messages, signal, temperature: null });
  return program ? { ...plain, ...writerSettings(program, { model, ports }) } : plain;
}

function messagesFor(
  { prompt, ports, turn }: Judging,
  brief: SynthesisBrief,
  program: ProgramRequest | null,
): CallMessage[] {
  const content = `${prompt.material}\n\n${synthesisTask(brief)}`;
  const images = program && ports.seesImages?.(synthesizerModel(turn.panel)) !== false ? imagesOf(program) : [];
  const asked: CallMessage =
    images.length > 0
      ? { role: "user", content, parts: [{ type: "text", text: content }, ...images] }
      : { role: "user", content };
  return [{ role: "system", content: prompt.system }, asked];
}

function callIn({ id, name, arguments: written }: ToolCall): ToolCall {
  return { id, name, arguments: written };
}

function ended(
  { turn, verdictId, ports }: Judging,
  finished: Extract<ModelChunk, { type: "finished" }>,
  { text, calls }: { text: string; calls: ToolCall[] },
): EventOf<"synthesis-ended" | "synthesis-failed"> {
  const at = ports.clock.now();
  const { finish, usage, resolvedModel, replay } = finished;
  const costUsd = costOf(finished.costUsd, usage, ports.priceOf(synthesizerModel(turn.panel)));
  const failed = (reason: Failure): EventOf<"synthesis-failed"> => ({
    type: "synthesis-failed",
    at,
    verdictId,
    spent: { usage, costUsd },
    failure: reason,
  });
  if (finish === "refused") return failed(failure("refused", "The synthesizer declined to answer."));
  const handed = calls.length > 0 ? { functionCalls: calls, ...(replay ? { replay: { ...replay } } : {}) } : {};
  if (text.trim() === "" && calls.length === 0) return failed(failure("empty", "The synthesizer wrote no text."));
  const status = finish === "length" ? "cut_off" : "done";
  return {
    type: "synthesis-ended",
    at,
    verdictId,
    status,
    resolvedModel,
    usage,
    costUsd,
    marks: marksIn(text),
    ...handed,
  };
}
