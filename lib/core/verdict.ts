import type { TurnEvent } from "./events";
import { PanelistId, VerdictId } from "./ids";
import { analyse, type Judging } from "./judge";
import { drawNonce, labelAnonymously } from "./labels";
import type { TurnPorts } from "./ports";
import { promptVersion, sharedPrompt } from "./prompts";
import { judgedAnswer } from "./settle";
import { capRefusal } from "./spending-cap";
import { synthesize } from "./synthesis";
import { currentAnswers, isActive, type TurnState } from "./turn";

/**
 * One judging of the answers there are: anonymous labels, the judge's points, the final answer. A judge that fails
 * never stops it: the final answer is then a merge, and says so. `current` gives the turn as it is now, for the cap.
 */
export async function* reachVerdict(
  turn: TurnState,
  current: () => TurnState,
  ports: TurnPorts,
  signal: AbortSignal,
): AsyncGenerator<TurnEvent> {
  const verdictId = VerdictId.parse(`v${turn.verdicts.length + 1}`);
  const active = currentAnswers(turn).filter(isActive);
  const seed = ports.newSeed();
  const labelled = labelAnonymously(active, seed);
  const nonce = drawNonce(seed, [
    turn.question,
    ...turn.context.map((message) => message.content),
    ...active.map(({ text }) => text),
  ]);
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
  };
  const answers = labelled.map(({ label, item }) => judgedAnswer(label, item));
  const { question, context, sources } = turn;
  const prompt = sharedPrompt({ question, context, answers, sources, seats: turn.panel.panelists.length, nonce });
  const judging: Judging = { turn, verdictId, answers, prompt, ports, signal, refusal: () => capRefusal(current()) };
  const points = yield* analyse(judging);
  if (!signal.aborted) yield* synthesize(judging, points, nonce);
  yield { type: "verdict-ended", at: ports.clock.now(), verdictId };
}
