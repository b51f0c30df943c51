import type { PointState } from "./analysis";
import { costOf } from "./cost";
import type { TurnEvent } from "./events";
import { type Failure, failure, failureOf } from "./failure";
import type { Judging } from "./judge";
import { namesOf } from "./judge-answers";
import { judgeCopy } from "./judge-copy";
import { createMarkFilter, marksIn } from "./marks";
import type { ModelChunk } from "./model";
import { synthesizerModel } from "./panel-rules";
import { plainRequest, wastedBy } from "./panelist";
import { repliesForSynthesis } from "./rebuttal-prompts";
import { synthesisTask } from "./synthesis-prompts";

/** Writes the final answer from the answers and the settled analysis; null = none, then it merges the answers. */
export async function* synthesize(
  judging: Judging,
  points: readonly PointState[] | null,
  nonce: string,
): AsyncGenerator<TurnEvent> {
  const { turn, verdictId, prompt, ports, signal } = judging;
  const now = ports.clock.now;
  const refused = judging.refusal(0);
  if (refused) {
    yield { type: "synthesis-failed", at: now(), verdictId, failure: refused };
    return;
  }
  const model = synthesizerModel(turn.panel);
  yield { type: "synthesis-started", at: now(), verdictId, model };
  const analysis = points && analysisLines(points, judging);
  const { rulings = "" } = judging;
  const task = synthesisTask({ analysis, nonce, instructions: turn.panel.synthesizer.instructions, rulings });
  const messages = [
    { role: "system" as const, content: prompt.system },
    { role: "user" as const, content: `${prompt.material}\n\n${task}` },
  ];
  const filter = createMarkFilter({
    points: new Set((points ?? []).map((point) => point.id)),
    sources: new Set(turn.sources.map((source) => source.id)),
  });
  let text = "";
  let gotToken = false;
  const shown = (piece: string): TurnEvent[] => {
    text += piece;
    return piece === "" ? [] : [{ type: "synthesis-delta", at: now(), verdictId, text: piece }];
  };
  try {
    for await (const chunk of ports.streamModel(plainRequest(turn, { model, messages, signal, temperature: null }))) {
      gotToken = true;
      if (chunk.type === "text") yield* shown(filter.push(chunk.text));
      if (chunk.type !== "finished") continue;
      yield* shown(filter.finish());
      yield ended(judging, chunk, text);
      return;
    }
    throw new Error("A model stream ends with `finished`.");
  } catch (error) {
    yield* shown(filter.finish());
    const reason = signal.aborted ? failure("stopped", "You stopped the final answer.") : failureOf(error);
    yield { type: "synthesis-failed", at: now(), verdictId, ...wastedBy(gotToken), failure: reason };
  }
}

function ended(
  { turn, verdictId, ports }: Judging,
  finished: Extract<ModelChunk, { type: "finished" }>,
  text: string,
): TurnEvent {
  const at = ports.clock.now();
  const { finish, usage, resolvedModel } = finished;
  const costUsd = costOf(finished.costUsd, usage, ports.priceOf(synthesizerModel(turn.panel)));
  const failed = (reason: Failure): TurnEvent => ({
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

/** The settled analysis as the synthesizer reads it: one JSON object a point, with letters instead of panelists. */
function analysisLines(points: readonly PointState[], { answers, turn, ports }: Judging): string {
  const letterOf = (panelistId: string) => answers.find(({ answer }) => answer.panelistId === panelistId)?.label ?? "?";
  return points
    .map((point) =>
      JSON.stringify({
        id: point.id,
        kind: point.kind,
        topic: point.topic,
        weight: point.weight,
        point: point.point,
        views: point.views.map((view) => ({
          by: letterOf(view.panelistId),
          stance: view.stance,
          ...(view.says ? { says: view.says } : {}),
          quote: judgeCopy(view.quote, namesOf(turn, ports)).text,
          ...(view.sources.length > 0 ? { sources: view.sources } : {}),
        })),
        ...(point.kind === "contradictions"
          ? { favors: point.favors.map(letterOf), basis: point.basis, why: point.why }
          : {}),
        ...(point.trust ? { trust: point.trust } : {}),
        ...(point.ask ? { ask: point.ask } : {}),
        ...repliesForSynthesis(point, letterOf),
      }),
    )
    .join("\n");
}
