import type { TurnEvent } from "./events";
import { PanelistId, VerdictId } from "./ids";
import { analyse, type Judging } from "./judge";
import { fitAnswers, namesOf, type ReadAnswer, readAnswer } from "./judge-answers";
import { labelsOf, secondOrderOf } from "./judge-careful";
import { estimateTokens } from "./judge-overflow";
import { drawNonce, labelAnonymously } from "./labels";
import { synthesizerModel } from "./panel-rules";
import type { TurnPorts } from "./ports";
import { judgeTask, promptVersion, sharedPrompt } from "./prompts";
import { withSnippets } from "./source-snippets";
import { capRefusal } from "./spending-cap";
import { synthesize } from "./synthesis";
import { currentAnswers, isActive, type TurnState } from "./turn";

export type VerdictRequest = {
  turn: TurnState;
  /** The turn as it is now, for the spending cap. */
  current: () => TurnState;
  /** How the user decided points of verdicts before, a line each; empty = not at all. */
  rulings: string;
};

/**
 * One judging of the answers there are: anonymous labels, the judge's points, the final answer. A judge that fails
 * never stops it: the final answer is then a merge, and says so.
 */
export async function* reachVerdict(
  { turn: asked, current, rulings }: VerdictRequest,
  ports: TurnPorts,
  signal: AbortSignal,
): AsyncGenerator<TurnEvent> {
  const verdictId = VerdictId.parse(`v${asked.verdicts.length + 1}`);
  const active = currentAnswers(asked).filter(isActive);
  const turn = { ...asked, sources: withSnippets(asked, active, ports.pageTextOf ?? (() => null)) };
  const seed = ports.newSeed();
  const labelled = labelAnonymously(active, seed);
  const nonce = drawNonce(seed, [
    turn.question,
    ...turn.context.map((message) => message.content),
    ...active.map(({ text }) => text),
    ...turn.sources.map((source) => JSON.stringify(source)),
  ]);
  const names = namesOf(turn, ports);
  const whole = labelled.map(({ label, item }) => readAnswer(label, item, names, turn.sources));
  const { answers, prompt } = fittingPrompt(whole, { turn, nonce, ports });
  const second = secondOrderOf(answers, turn, nonce);
  const omitted = answers.filter((read) => read.omitted > 0).map((read) => [read.answer.panelistId, read.omitted]);
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
    ...(omitted.length > 0 ? { omitted: Object.fromEntries(omitted) } : {}),
    ...(second.second ? { secondLabels: labelsOf(second.second.answers) } : {}),
  };
  const refusal: Judging["refusal"] = (notYetCountedUsd) => capRefusal(current(), notYetCountedUsd);
  const judging: Judging = { turn, verdictId, answers, prompt, nonce, ports, signal, refusal, rulings, ...second };
  const points = yield* analyse(judging);
  if (!signal.aborted) yield* synthesize(judging, points, nonce);
  yield { type: "verdict-ended", at: ports.clock.now(), verdictId };
}

/** The prompt that judge and synthesizer share, and the answers as they stand in it: cut down if they would not fit. */
export function fittingPrompt(
  whole: readonly ReadAnswer[],
  { turn, nonce, ports }: { turn: TurnState; nonce: string; ports: TurnPorts },
): { answers: ReadAnswer[]; prompt: Judging["prompt"] } {
  const { question, context, sources, panel } = turn;
  const promptOf = (answers: readonly ReadAnswer[]) =>
    sharedPrompt({ question, context, answers, sources, seats: panel.panelists.length, nonce });
  const { system, material } = promptOf(whole.map((read) => ({ ...read, shown: "" })));
  const rest = system + material + judgeTask(whole.length, panel.judge.instructions);
  const readers = [panel.judge.model, synthesizerModel(panel)];
  const contexts = readers.flatMap((model) => ports.contextOf?.(model) ?? []);
  const answers = fitAnswers(whole, {
    contextTokens: contexts.length > 0 ? Math.min(...contexts) : null,
    restTokens: estimateTokens(rest),
    request: question,
  });
  return { answers, prompt: promptOf(answers) };
}
