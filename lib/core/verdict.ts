import type { TurnEvent } from "./events";
import { PanelistId, VerdictId } from "./ids";
import { analyse, type Judging } from "./judge";
import { namesOf, readAnswer } from "./judge-answers";
import { labelsOf } from "./judge-careful";
import { openReads } from "./judge-reads";
import { drawNonce, labelAnonymously } from "./labels";
import type { TurnPorts } from "./ports";
import { previousAnswer, previousLine } from "./previous-verdict";
import { promptVersion } from "./prompts";
import { wideningAfter } from "./scouting";
import { withSnippets } from "./source-snippets";
import { capRefusal } from "./spending-cap";
import { synthesize } from "./synthesis";
import { type AnswerState, currentAnswers, isActive, type TurnState } from "./turn";

type VerdictRequest = {
  turn: TurnState;
  /** The turn as it is now, for the spending cap. */
  current: () => TurnState;
  /** How the user decided points of verdicts before, a line each; empty = not at all. */
  rulings: string;
  /** Two were asked first: when their points leave something open, no final answer is written and the rest is asked. */
  isScouting?: boolean;
};

/**
 * One judging of the answers there are: anonymous labels, the judge's points, the final answer. A judge that fails
 * never stops it: the final answer is then a merge, and says so.
 */
export async function* reachVerdict(
  { turn: given, current, rulings, isScouting = false }: VerdictRequest,
  ports: TurnPorts,
  signal: AbortSignal,
): AsyncGenerator<TurnEvent> {
  const verdictId = VerdictId.parse(`v${given.verdicts.length + 1}`);
  const active = currentAnswers(given).filter(isActive);
  const turn = { ...given, sources: withSnippets(given, active, ports.pageTextOf) };
  const seed = ports.newSeed();
  const labelled = labelAnonymously(active, seed);
  const nonce = tagFor(turn, active, seed);
  const names = namesOf(turn, ports);
  const whole = labelled.map(({ label, item }) => readAnswer(label, item, names, turn.sources));
  const refusal: Judging["refusal"] = (notYetCountedUsd) => capRefusal(current(), notYetCountedUsd);
  const common = { turn, verdictId, nonce, ports, signal, refusal };
  const reads = openReads({ ...common, answers: whole });
  const first = reads.by(turn.panel.judge.model);
  const { omitted, second } = first;
  yield {
    type: "verdict-started",
    at: ports.clock.now(),
    verdictId,
    judge: turn.panel.judge.model,
    labels: Object.fromEntries(labelled.map(({ label, item }) => [label, PanelistId.parse(item.panelistId)])),
    attempts: Object.fromEntries(active.map(({ panelistId, attempt }) => [panelistId, attempt])),
    seed,
    nonce,
    promptVersion,
    ...(Object.keys(omitted).length > 0 ? { omitted } : {}),
    ...(second ? { secondLabels: labelsOf(second.answers) } : {}),
  };
  const previous = previousAnswer(turn);
  const judging: Judging = { ...common, ...(yield* first.ready()), ...(previous ? { previous } : {}), rulings };
  const { points, judging: read } = yield* analyse(judging, reads);
  const written = points ? read : { ...read, ...reads.byWriter() };
  const widening = isScouting && !signal.aborted ? wideningAfter(current(), verdictId) : null;
  if (widening) yield { type: "rest-asked", at: ports.clock.now(), ...widening };
  else if (!signal.aborted) yield* synthesize(written, points, nonce);
  yield { type: "verdict-ended", at: ports.clock.now(), verdictId };
}

/** The tag of the blocks of one judging; it stands in nothing that goes into them. */
export function tagFor(
  { question, context, sources, previous = [], route }: TurnState,
  answers: readonly Pick<AnswerState, "text">[],
  seed: number,
): string {
  return drawNonce(seed, [
    question,
    ...context.map(({ content }) => content),
    ...answers.map(({ text }) => text),
    ...sources.map((source) => JSON.stringify(source)),
    ...previous.map(previousLine),
    route?.prompt ?? "",
  ]);
}
