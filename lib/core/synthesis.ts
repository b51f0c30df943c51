import type { PointState } from "./analysis";
import { isNews, verdictNews } from "./call-news";
import { costOf } from "./cost";
import type { EventOf, TurnEvent } from "./events";
import { type Failure, failure, failureOf } from "./failure";
import type { Judging } from "./judge";
import { createMarkFilter, type KnownMarks, type MarkFilter, marksIn } from "./marks";
import type { ModelChunk } from "./model";
import { synthesizerModel } from "./panel-rules";
import { plainRequest, wastedBy } from "./panelist";
import { analysisLines } from "./synthesis-analysis";
import { chooseBase } from "./synthesis-base";
import { type SynthesisBrief, synthesisTask } from "./synthesis-prompts";
import { auditAndMend } from "./synthesis-revision";

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
  yield { type: "synthesis-started", at: ports.clock.now(), verdictId, model };
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
  const { turn, answers, rulings = "" } = judging;
  return {
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
  const { turn, verdictId, prompt, ports, signal } = judging;
  const now = ports.clock.now;
  const messages = [
    { role: "system" as const, content: prompt.system },
    { role: "user" as const, content: `${prompt.material}\n\n${synthesisTask(brief)}` },
  ];
  const model = synthesizerModel(turn.panel);
  const call = { model, messages, signal, temperature: null };
  let text = "";
  let gotToken = false;
  const shown = (piece: string): TurnEvent[] => {
    text += piece;
    return piece === "" ? [] : [{ type: "synthesis-delta", at: now(), verdictId, text: piece }];
  };
  try {
    for await (const chunk of ports.streamModel(plainRequest(turn, call))) {
      if (isNews(chunk)) {
        yield verdictNews(chunk, { verdictId, role: "synthesizer", model }, now());
        continue;
      }
      gotToken = true;
      if (chunk.type === "text") yield* shown(filter.push(chunk.text));
      if (chunk.type !== "finished") continue;
      yield* shown(filter.finish());
      const end = ended(judging, chunk, text);
      yield end;
      return end.type === "synthesis-ended" ? { text, status: end.status } : null;
    }
    throw new Error("A model stream ends with `finished`.");
  } catch (error) {
    yield* shown(filter.finish());
    const reason = signal.aborted ? failure("stopped", "You stopped the final answer.") : failureOf(error);
    yield { type: "synthesis-failed", at: now(), verdictId, ...wastedBy(gotToken), failure: reason };
    return null;
  }
}

function ended(
  { turn, verdictId, ports }: Judging,
  finished: Extract<ModelChunk, { type: "finished" }>,
  text: string,
): EventOf<"synthesis-ended" | "synthesis-failed"> {
  const at = ports.clock.now();
  const { finish, usage, resolvedModel } = finished;
  const costUsd = costOf(finished.costUsd, usage, ports.priceOf(synthesizerModel(turn.panel)));
  const failed = (reason: Failure): EventOf<"synthesis-failed"> => ({
    type: "synthesis-failed",
    at,
    verdictId,
    spent: { usage, costUsd },
    failure: reason,
  });
  if (finish === "refused") return failed(failure("refused", "The synthesizer declined to answer."));
  if (text.trim() === "") return failed(failure("empty", "The synthesizer wrote no text."));
  const status = finish === "length" ? "cut_off" : "done";
  return { type: "synthesis-ended", at, verdictId, status, resolvedModel, usage, costUsd, marks: marksIn(text) };
}
