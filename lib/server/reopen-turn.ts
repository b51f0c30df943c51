import { soloAnswer } from "@/lib/core/asked-seats";
import { canJudgeNow } from "@/lib/core/collection";
import { FailureError, failure } from "@/lib/core/failure";
import { type PanelistId, TurnId } from "@/lib/core/ids";
import { analysisProblem } from "@/lib/core/judged-answers";
import { synthesizerModel } from "@/lib/core/panel-rules";
import type { TurnPorts } from "@/lib/core/ports";
import type { ReopenedWork } from "@/lib/core/reopening";
import { carriedRulings } from "@/lib/core/rulings";
import { reopenTurn } from "@/lib/core/run-turn";
import { sourceIdsOf } from "@/lib/core/source-registry";
import {
  currentAnswer,
  currentAnswers,
  currentVerdict,
  isActive,
  isSettled,
  type KnownSource,
  type TurnState,
} from "@/lib/core/turn";
import { createTurnControl } from "@/lib/core/turn-control";
import { panelAsWished, wishAgain } from "@/lib/core/verdict-wish";
import type { VerdictWish } from "@/lib/core/wished-verdict";
import { describeError } from "./log";
import { conflict } from "./refusals";
import { refuseWrongRulings } from "./rule-point";
import type { RunningTurn } from "./running-turn";
import { type StartParts, takeFirst } from "./start-turn";
import { refuseForeignModels, refuseForeignProviders } from "./turn-request";

/** Asks a panelist of a running or closed turn again. Throws conflict while it is still at work. */
export async function retryPanelist(parts: StartParts, turn: TurnState, panelistId: PanelistId): Promise<void> {
  const answer = currentAnswer(turn, panelistId);
  if (answer && !isSettled(answer)) throw conflict("This panelist is still at work. Stop it first.");
  const running = parts.registry.running(turn.id);
  if (running) running.retryPanelist(panelistId);
  else await reopen(parts, turn, { retry: panelistId });
}

/** Ids of sources that other turns of the conversation have given; a new answer must not give them again. */
function knownElsewhere({ turnRows, registry }: StartParts, { id, conversationId }: TurnState): KnownSource[] {
  const others = turnRows.ofConversation(conversationId).filter((turn) => turn.id !== id);
  return sourceIdsOf(others.map((turn) => registry.stateOf(turn.id)));
}

/** Asks the seats of a closed turn that were not asked; answers that are there are kept, and all are judged. */
export async function askRest(parts: StartParts, turn: TurnState): Promise<void> {
  if (parts.registry.running(turn.id)) throw conflict("This turn is still running. Ask the panel when it is done.");
  const isPointOnly = turn.route?.followUp === "point" && turn.route.prompt !== undefined;
  if (!turn.asked && !isPointOnly)
    throw conflict("The whole panel was asked already. Retry a panelist, or judge again.");
  refuseForeignProviders(parts.providerOf, turn.panel);
  await reopen(parts, turn, { askRest: true });
}

/** Judges the answers of a closed turn again, or those that are there of a running one now. */
export async function judgeAgain(parts: StartParts, turn: TurnState, wish: VerdictWish): Promise<void> {
  const running = parts.registry.running(turn.id);
  if (running) return judgeNow(running, turn, wish);
  if (wish.rulings) return writeAnew(parts, turn, { ...wish, rulings: wish.rulings });
  if (soloAnswer(turn))
    throw conflict("One model answered alone. Ask the panel first, so that there is something to compare.");
  refuseUnknownSeats(turn, wish);
  refuseUncarried(carriedRulings(currentVerdict(turn)), wish);
  refuseForeignProviders(parts.providerOf, panelAsWished(turn.panel, wish));
  const { panelistIds } = wish;
  const judged = currentAnswers(turn).filter(
    (answer) => isActive(answer) && (!panelistIds || panelistIds.some((id) => id === answer.panelistId)),
  );
  if (judged.length === 0) throw conflict(panelistIds ? noneOfThese : noneAtAll);
  await reopen(parts, turn, { judgeAgain: true, wish });
}

/** Writes the final answer anew from the analysis of the current verdict; only the synthesizer is asked. */
async function writeAnew(
  parts: StartParts,
  turn: TurnState,
  wish: VerdictWish & Required<Pick<VerdictWish, "rulings">>,
): Promise<void> {
  const base = currentVerdict(turn);
  const problem = analysisProblem(turn, base);
  if (!base || problem) throw conflict(problem ?? noneAtAll);
  refuseWrongRulings(base, wish.rulings ?? []);
  refuseUncarried(base.carried ?? [], wish);
  const panel = panelAsWished(turn.panel, wishAgain(turn, base, wish));
  refuseForeignModels(parts.providerOf, panel.dataPolicy.allowedProviders, [synthesizerModel(panel)]);
  await reopen(parts, turn, { judgeAgain: true, wish });
}

const noneAtAll = "No panelist has answered, so there is nothing to judge.";
const noneOfThese = "None of these panelists has an answer that can be judged.";

function judgeNow({ remote }: RunningTurn, turn: TurnState, wish: VerdictWish): void {
  if (turn.verdicts.length > 0 && !turn.isWidened) {
    const rounds = turn.verdicts.flatMap(({ points }) => points.flatMap(({ rebuttal }) => rebuttal ?? []));
    const isAsking = rounds.some(({ status }) => status === "running");
    const why = isAsking ? "Panelists are being asked about a point." : "The answers are being judged already.";
    throw conflict(`${why} Judge again when the turn is done.`);
  }
  if (Object.values(wish).some((value) => value !== undefined)) {
    throw conflict("This turn is still running. Its answers can be judged now, or otherwise when the turn is done.");
  }
  if (!canJudgeNow(turn)) throw conflict("The judge needs two answers to compare. Wait for them, or stop the turn.");
  remote.judgeNow();
}

/** A decision that has changed since the request was made up must not vanish in silence. */
function refuseUncarried(known: readonly string[], { carried = [] }: VerdictWish): void {
  const unknown = carried.find((line) => !known.includes(line));
  if (unknown === undefined) return;
  const words = `This is none of the decisions that go along now: ${unknown}`;
  throw new FailureError(failure("invalid_request", words, 400));
}

function refuseUnknownSeats({ panel }: TurnState, { panelistIds = [] }: VerdictWish): void {
  const unknown = panelistIds.filter((id) => !panel.panelists.some((panelist) => panelist.id === id));
  if (unknown.length === 0) return;
  throw new FailureError(failure("invalid_request", `There is no ${unknown.join(", ")} on this panel.`, 400));
}

/** A retry that was accepted just as its turn closed still happens. */
export async function repeatMissedRetries(parts: StartParts, turnId: string, ended: RunningTurn): Promise<void> {
  try {
    for (const panelistId of ended.missedRetries()) {
      await retryPanelist(parts, parts.registry.stateOf(turnId), panelistId);
    }
  } catch (error) {
    parts.logger.warn("A retry came too late.", { turnId, ...describeError(error) });
  }
}

/** Turns of a program bring their own context and stand apart; their ids are their own. */
function portsOf({ ports, conversationRows }: StartParts, conversationId: string): TurnPorts {
  if (conversationRows.find(conversationId)?.client == null) return ports;
  const { sourceIds: _apart, ...others } = ports;
  return others;
}

/** Opens a closed turn for more work. Throws conflict when somebody else did so first. */
export async function reopen(parts: StartParts, turn: TurnState, work: ReopenedWork): Promise<void> {
  const { registry, turnRows, epoch } = parts;
  registry.refuseWhileShuttingDown();
  // Only a turn that could not be closed for want of storage is still open here.
  registry.settle(turn.id);
  const turnId = TurnId.parse(turn.id);
  const from = registry.stateOf(turnId);
  const remote = createTurnControl();
  const ports = portsOf(parts, from.conversationId);
  const rest = reopenTurn(from, { ...work, knownSources: knownElsewhere(parts, from) }, ports, remote);
  const first = await takeFirst(rest);

  // Nothing waits from here on, so of two requests at once only one reopens the turn.
  if (registry.running(turnId)) throw conflict("This turn is already running again.");
  // A decision or a choice that came in between is not in what this work would begin with.
  if (registry.stateOf(turnId).lastSeq !== from.lastSeq) throw conflict("This turn has just changed. Try again.");
  const alongside = () => turnRows.setRunning(turnId, epoch);
  registry.launch({
    turnId,
    conversationId: from.conversationId,
    from,
    first,
    rest,
    remote,
    alongside,
    sourceIds: ports.sourceIds,
  });
}
