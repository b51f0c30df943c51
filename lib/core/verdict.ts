import { askedSeats } from "./asked-seats";
import { promptOfCall } from "./asked-words";
import type { TurnEvent } from "./events";
import { PanelistId, VerdictId } from "./ids";
import { analyse, type Judging } from "./judge";
import { fitAnswers, hasRoom, namesOf, omittedIn, type ReadAnswer, readAnswer } from "./judge-answers";
import { labelsOf, secondOrderOf } from "./judge-careful";
import { answersToMap, mapAnswer, readAsClaims } from "./judge-claims";
import { answerBudget, estimateTokens } from "./judge-overflow";
import { drawNonce, labelAnonymously } from "./labels";
import { synthesizerModel } from "./panel-rules";
import type { TurnPorts } from "./ports";
import { previousAnswer, previousLine } from "./previous-verdict";
import { judgeTask, promptVersion, sharedPrompt } from "./prompts";
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
};

/**
 * One judging of the answers there are: anonymous labels, the judge's points, the final answer. A judge that fails
 * never stops it: the final answer is then a merge, and says so.
 */
export async function* reachVerdict(
  { turn: given, current, rulings }: VerdictRequest,
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
  const fitted = fittingPrompt(whole, { turn, nonce, ports });
  const { second } = secondOrderOf(fitted.answers, turn, nonce);
  const omitted = omittedIn(fitted.answers);
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
    ...(omitted ? { omitted } : {}),
    ...(second ? { secondLabels: labelsOf(second.answers) } : {}),
  };
  const refusal: Judging["refusal"] = (notYetCountedUsd) => capRefusal(current(), notYetCountedUsd);
  const mapping = { turn, verdictId, nonce, ports, signal, refusal };
  const kept = yield* readLongOnesAsClaims({ whole, fitted }, mapping);
  const inOrders = (fit: Fitted) => ({ ...fit, ...secondOrderOf(fit.answers, turn, nonce) });
  const shortenTo: Judging["shortenTo"] = (contextTokens) => {
    const shorter = fittingPrompt(kept.whole, { turn, nonce, ports, contextTokens });
    return hasRoom(shorter.answers, kept.whole) ? inOrders(shorter) : null;
  };
  const previous = previousAnswer(turn);
  const material = { turn, verdictId, ...inOrders(kept.fitted), ...(previous ? { previous } : {}) };
  const judging: Judging = { ...material, nonce, ports, signal, refusal, rulings, shortenTo };
  const { points, judging: read } = yield* analyse(judging);
  if (!signal.aborted) yield* synthesize(read, points, nonce);
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

type Fitted = { answers: ReadAnswer[]; prompt: Judging["prompt"] };
/** The answers as they are to be read, and how they stand in the prompt. */
type Reads = { whole: readonly ReadAnswer[]; fitted: Fitted };

/**
 * Has the claims of answers listed that would lose more than half of their words, one call each; where that cannot be, the
 * answer stays shortened. Each answer that gets shorter leaves more room to the others.
 */
async function* readLongOnesAsClaims(
  reads: Reads,
  mapping: Parameters<typeof mapAnswer>[0] & Pick<Judging, "refusal">,
): AsyncGenerator<TurnEvent, Reads> {
  const { turn, nonce, ports, signal, refusal } = mapping;
  let { whole, fitted } = reads;
  for (const read of answersToMap(fitted.answers, whole)) {
    // The answers before it may have left it room enough.
    if (!answersToMap(fitted.answers, whole).includes(read)) continue;
    if (signal.aborted || refusal(0)) break;
    const mapped = yield* mapAnswer(mapping, read);
    if (!mapped) continue;
    const { claims } = mapped;
    if (claims) {
      whole = whole.map((one) => (one === read ? readAsClaims(one, claims) : one));
      fitted = fittingPrompt(whole, { turn, nonce, ports });
    }
    const omitted = omittedIn(fitted.answers);
    yield { ...mapped, ...(omitted ? { omitted } : {}) };
  }
  return { whole, fitted };
}

/** The prompt that judge and synthesizer share, and the answers as they stand in it: cut down if one reader could not take them. */
export function fittingPrompt(
  whole: readonly ReadAnswer[],
  { turn, nonce, ports, contextTokens }: { turn: TurnState; nonce: string; ports: TurnPorts; contextTokens?: number },
): Fitted {
  const { question, context, sources, panel, previous = [] } = turn;
  const promptOf = (answers: readonly ReadAnswer[]) =>
    sharedPrompt({
      question,
      context,
      asked: promptOfCall(turn),
      previous,
      answers,
      sources,
      seats: askedSeats(turn).length,
      nonce,
    });
  const { instructions } = panel.judge;
  const taskTokens = estimateTokens(judgeTask(whole.length, instructions, previous.length > 0));
  const sizeOf = ({ system, material }: Judging["prompt"]) => estimateTokens(system + material) + taskTokens;
  const readers = [panel.judge.model, ...panel.judge.fallbacks, synthesizerModel(panel)];
  const contexts = [
    ...readers.flatMap((model) => ports.contextOf?.(model) ?? []),
    ...(contextTokens ? [contextTokens] : []),
  ];
  const inFull = promptOf(whole);
  const smallest = Math.min(...contexts);
  if (answerBudget(smallest, sizeOf(inFull)) >= 0) return { answers: [...whole], prompt: inFull };
  const restTokens = sizeOf(promptOf(whole.map((read) => ({ ...read, shown: "" }))));
  const answers = fitAnswers(whole, { contextTokens: smallest, restTokens, request: question });
  return { answers, prompt: promptOf(answers) };
}
