import type { KeptPoint, PointState } from "./analysis";
import type { EventOf, TurnEvent } from "./events";
import { fittingPrompt } from "./fitting";
import { ModelName, PanelistId, VerdictId } from "./ids";
import type { Judging } from "./judge";
import { namesOf, omittedIn, type ReadAnswer, readAnswer } from "./judge-answers";
import { readAsClaims } from "./judge-claims";
import { judgedAnswers } from "./judged-answers";
import { synthesizerModel } from "./panel-rules";
import type { TurnPorts } from "./ports";
import { promptVersion } from "./prompts";
import type { Ruling } from "./ruling";
import { joinedRulings, pointsAsRuled, rulingLines, rulingsOf } from "./rulings";
import { withSnippets } from "./source-snippets";
import { capRefusal } from "./spending-cap";
import { synthesize } from "./synthesis";
import type { AnswerState, TurnState, VerdictState } from "./turn";
import { tagFor } from "./verdict";

type Rewriting = {
  /** The turn with the panel as it writes this time. */
  turn: TurnState;
  /** The turn as it is now, for the spending cap. */
  current: () => TurnState;
  /** The verdict whose analysis stands. */
  base: VerdictState;
  /** Rulings that come with the request; those on the points of the base stand beside them. */
  posted: readonly Ruling[];
  /** Rulings of verdicts before the base, in words, that bind this one too. */
  carried: readonly string[];
};

/**
 * A new verdict from the analysis of another: no judge is asked, and the final answer is bound by the user's rulings.
 * Labels, attempts and order are those of the base, so that both prompts can be compared. Never throws a model's failure.
 */
export async function* rewriteVerdict(
  { turn: given, current, base, posted, carried }: Rewriting,
  ports: TurnPorts,
  signal: AbortSignal,
): AsyncGenerator<TurnEvent> {
  const now = ports.clock.now;
  const verdictId = VerdictId.parse(`v${given.verdicts.length + 1}`);
  const judged = judgedAnswers(given, base).filter((answer) => answer !== null);
  const turn = { ...given, sources: withSnippets(given, judged, ports.pageTextOf) };
  const whole = readAgain(turn, judged, { base, ports });
  const nonce = tagFor(turn, judged, ports.newSeed());
  const readers = [ModelName.parse(base.judge.model), synthesizerModel(turn.panel)];
  const { answers, prompt } = fittingPrompt(whole, { turn, nonce, ports, readers });
  const rulings = joinedRulings(rulingsOf(base), posted);
  yield {
    type: "verdict-started",
    at: now(),
    verdictId,
    ...startOf(base, answers),
    nonce,
    promptVersion,
    ...(rulings.length > 0 ? { rulings } : {}),
    ...(carried.length > 0 ? { carried: [...carried] } : {}),
  };
  yield* claimsKept(base, { at: now(), verdictId }, omittedIn(answers));
  const { dropped, truncated, judge } = base;
  yield {
    type: "analysis-kept",
    at: now(),
    verdictId,
    points: base.points.map(keptPoint),
    dropped,
    truncated: truncated ?? false,
    resolvedModel: judge.resolvedModel,
  };
  const letterOf = (id: string) => answers.find(({ answer }) => answer.panelistId === id)?.label ?? "?";
  const lines = [...carried, ...rulingLines(base.points, rulings, letterOf)];
  const refusal: Judging["refusal"] = (notYetCountedUsd) => capRefusal(current(), notYetCountedUsd);
  const judging = { turn, verdictId, answers, prompt, nonce, ports, signal, refusal, rulings: lines.join("\n") };
  if (!signal.aborted) yield* synthesize(judging, pointsAsRuled(base.points, rulings), nonce);
  yield { type: "verdict-ended", at: now(), verdictId };
}

function startOf(base: VerdictState, answers: readonly ReadAnswer[]) {
  const omitted = answers.filter((read) => read.omitted > 0).map((read) => [read.answer.panelistId, read.omitted]);
  const labels = answers.map(({ label, answer }) => [label, PanelistId.parse(answer.panelistId)]);
  return {
    judge: base.judge.model,
    labels: Object.fromEntries(labels),
    attempts: base.attempts,
    seed: base.seed,
    basedOn: VerdictId.parse(base.id),
    ...(base.leftOut ? { leftOut: base.leftOut.map((id) => PanelistId.parse(id)) } : {}),
    ...(omitted.length > 0 ? { omitted: Object.fromEntries(omitted) } : {}),
  };
}

function readAgain(
  turn: TurnState,
  judged: readonly AnswerState[],
  { base, ports }: { base: VerdictState; ports: TurnPorts },
): ReadAnswer[] {
  const names = namesOf(turn, ports);
  const letterOf = (id: string) => Object.entries(base.labels).find(([, panelistId]) => panelistId === id)?.[0] ?? "?";
  return judged.map((answer) => {
    const read = readAnswer(letterOf(answer.panelistId), answer, names, turn.sources);
    const claims = base.claims?.[answer.panelistId];
    return claims ? readAsClaims(read, claims) : read;
  });
}

/** Long answers that the base was read by their claims are read so again; nothing is asked for it. */
function* claimsKept(
  { claims = {}, judge }: VerdictState,
  of: Pick<EventOf<"answer-mapped">, "at" | "verdictId">,
  omitted: Record<string, number> | null,
): Generator<TurnEvent> {
  const model = ModelName.parse(judge.model);
  for (const [panelistId, list] of Object.entries(claims)) {
    const mapped = { type: "answer-mapped" as const, ...of, model, author: PanelistId.parse(panelistId) };
    yield { ...mapped, claims: list, ...(omitted ? { omitted } : {}) };
  }
}

/** A point as the next verdict keeps it: what people ruled stands beside it, what panelists replied goes with it. */
function keptPoint({ ruling: _ruling, rebuttal, ...point }: PointState): KeptPoint {
  return rebuttal?.status === "done" ? { ...point, rebuttal: { ...rebuttal, read: true } } : point;
}
